"""Addresses of source files in the repository's web pages."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from kbgen.config import GitConfig
    from kbgen.model import Article


def edit_url(article: Article, git: GitConfig) -> str:
    """Where a writer can edit the article, or empty.

    `[git] repository` is the repository's web page (GitHub, GitLab, Bitbucket, Gitea and its kin are known by their
    host), or an address with `{branch}` and `{path}` in it, which serves any other host and a site in a subfolder.
    """
    if not git.repository.startswith(("https://", "http://")):
        return ""
    path, branch = quote(article.path), quote(git.branch)
    if "{path}" in git.repository:
        return git.repository.replace("{branch}", branch).replace("{path}", path)
    base = git.repository.rstrip("/").removesuffix(".git")
    host = base.partition("://")[2].partition("/")[0].lower()
    if "gitlab" in host:
        return f"{base}/-/edit/{branch}/{path}"
    if "bitbucket" in host:
        return f"{base}/src/{branch}/{path}?mode=edit"
    if "gitea" in host or "forgejo" in host or host == "codeberg.org":
        return f"{base}/_edit/{branch}/{path}"
    return f"{base}/edit/{branch}/{path}"
