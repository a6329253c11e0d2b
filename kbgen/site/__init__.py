"""All articles together, pure: URLs, assembly, translations, redirects, links."""
