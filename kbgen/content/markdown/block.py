"""Block parsing that tries only the rules a line can start.

markdown-it asks every rule about every line, twice for paragraphs. Here the first character of a line picks the
rules, and one scan finds both where a paragraph ends and whether an underline makes it a heading. The result is
markdown-it's to the token; a test compares the two over the CommonMark examples and random text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from markdown_it.common.utils import mdTrim
from markdown_it.parser_block import ParserBlock
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock

from kbgen.content.markdown.tokens import BlockState

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from markdown_it.utils import EnvType

BlockRule = Callable[[StateBlock, int, int, bool], bool]

# The characters a rule's first line can start with; rules not named here are handled one by one below.
STARTS = {
    "container": ":",
    "disclosure": "+",
    "fence": "`~",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*-+0123456789",
    "footnote_def": "[",
    "reference": "[",
    "html_block": "<",
    "heading": "#",
}
_ENDS = ("paragraph", "reference", "blockquote", "list")
_DEFINITION = re.compile(r"^[ \t>*+\-0-9.)]*[:~][ \t]", re.MULTILINE)


class _Chains(Ruler[BlockRule]):
    """Gives markdown-it's rules one combined terminator in place of a list of them."""

    def __init__(self, ends: dict[str, BlockRule]) -> None:
        super().__init__()
        self._ends = {name: [rule] for name, rule in ends.items()}

    def getRules(self, chainName: str = "") -> list[BlockRule]:  # noqa: N802, N803 - markdown-it's names
        """The terminator of a chain, as a list of one."""
        return self._ends[chainName]

    def get_active_rules(self) -> list[str]:
        """What states ask for: whether indented code is on."""
        return ["code"]


class DispatchingBlock(ParserBlock):
    """A block parser that looks before it asks. Made from a stock one, with all its rules enabled that are."""

    def __init__(self, stock: ParserBlock) -> None:
        super().__init__()
        active = [rule for rule in stock.ruler.__rules__ if rule.enabled]
        rules = {rule.name: rule.fn for rule in active}
        self._code, self._table = rules["code"], rules["table"]
        self._deflist = rules.get("deflist")
        self._starts: dict[str, tuple[BlockRule, ...]] = {}
        ends: dict[str, dict[str, tuple[BlockRule, ...]]] = {name: {} for name in _ENDS}
        for rule in active:
            for character in STARTS.get(rule.name, ""):
                function = _only_with_definitions(rule.fn) if rule.name in {"reference", "footnote_def"} else rule.fn
                self._starts[character] = (*self._starts.get(character, ()), function)
                for name in set(rule.alt) & set(_ENDS):
                    ends[name][character] = (*ends[name].get(character, ()), rule.fn)
        self._ends = ends
        self.ruler = _Chains({name: self._terminator(name) for name in _ENDS})

    def _terminator(self, chain: str) -> BlockRule:
        """One function that says whether a line ends a block of this kind."""
        starts, table, deflist = self._ends[chain], self._table, self._deflist
        tables, definitions = chain in {"paragraph", "reference"}, chain != "list"

        def ends(state: StateBlock, line: int, end_line: int, _silent: bool) -> bool:
            if state.sCount[line] - state.blkIndent >= 4:
                return False
            position = state.bMarks[line] + state.tShift[line]
            first = state.src[position : position + 1]
            if tables and _underlines_table(state, line + 1) and table(state, line, end_line, True):
                return True
            for rule in starts.get(first, ()):
                if rule(state, line, end_line, True):
                    return True
            if definitions and deflist is not None and state.ddIndent >= 0:
                return deflist(state, line, end_line, True)
            return False

        return ends

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803 - markdown-it's names
        """Parse the lines from startLine up to endLine."""
        begins, shifts, ends, indents = state.bMarks, state.tShift, state.eMarks, state.sCount
        line, deepest, gap = startLine, state.md.options.maxNesting, False
        while line < endLine:
            while line < state.lineMax and begins[line] + shifts[line] >= ends[line]:
                line += 1
            state.line = line
            if line >= endLine or indents[line] < state.blkIndent:
                break
            if state.level >= deepest:
                state.env.setdefault("too_deep", line)
                state.line = endLine
                break
            self._parse_block(state, line, endLine)
            state.tight = not gap
            line = state.line
            if line - 1 < endLine and state.isEmpty(line - 1):
                gap = True
            if line < endLine and state.isEmpty(line):
                gap = True
                line += 1
                state.line = line

    def _parse_block(self, state: StateBlock, line: int, end_line: int) -> None:
        if state.sCount[line] - state.blkIndent >= 4:
            self._code(state, line, end_line, False)
            return
        if line + 1 < end_line and _underlines_table(state, line + 1) and self._table(state, line, end_line, False):
            return
        for rule in self._starts.get(state.src[state.bMarks[line] + state.tShift[line]], ()):
            if rule(state, line, end_line, False):
                return
        self._parse_text(state, line, end_line)

    def _parse_text(self, state: StateBlock, start: int, end_line: int) -> None:
        """A heading by underline, a definition list, or a paragraph."""
        src, begins, shifts, ends, indents = state.src, state.bMarks, state.tShift, state.eMarks, state.sCount
        indent, line_max = state.blkIndent, state.lineMax
        terminators, terminates = self._ends["paragraph"], self.ruler.getRules("paragraph")[0]
        state.parentType = "paragraph"
        line, level, underline = start + 1, 0, ""
        while line < line_max:
            position, end = begins[line] + shifts[line], ends[line]
            if position >= end:
                break
            shift = indents[line] - indent
            if shift > 3:
                line += 1
                continue
            first = src[position]
            if first in "-=" and line < end_line and shift >= 0:
                run = src[position:end].rstrip(" \t")
                if run == first * len(run):
                    level, underline = 1 if first == "=" else 2, first
                    break
            may_end = first in terminators or state.ddIndent >= 0 or _underlines_table(state, line + 1)
            if may_end and indents[line] >= 0 and terminates(state, line, line_max, True):
                break
            line += 1
        if level:
            self._push(state, f"h{level}", "heading", start, line, underline)
            state.line = line + 1
            return
        if self._deflist is not None and _has_definitions(state) and self._deflist(state, start, end_line, False):
            return
        self._push(state, "p", "paragraph", start, line, "")
        state.line = line

    @staticmethod
    def _push(state: StateBlock, tag: str, kind: str, start: int, end: int, markup: str) -> None:
        if end == start + 1:
            content = mdTrim(state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]])
        else:
            content = mdTrim(state.getLines(start, end, state.blkIndent, False))
        token = state.push(f"{kind}_open", tag, 1)
        token.markup = markup
        token.map = [start, end + 1 if markup else end]
        token = state.push("inline", "", 0)
        token.content = content
        token.map = [start, end]
        token.children = []
        state.push(f"{kind}_close", tag, -1).markup = markup

    def parse(
        self,
        src: str,
        md: MarkdownIt,
        env: EnvType,
        outTokens: list[Token],  # noqa: N803 - markdown-it's name
    ) -> list[Token] | None:
        """Parse a whole text into `outTokens`."""
        if not src:
            return None
        state = BlockState(src, md, env, outTokens)
        self.tokenize(state, state.line, state.lineMax)
        return state.tokens


def _only_with_definitions(rule: BlockRule) -> BlockRule:
    """A rule for definitions (`[x]: y`), asked only in texts that can hold one: most lines in brackets are links."""

    def look_first(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:
        found = state.env.get("references_possible")
        if found is None:
            found = state.env["references_possible"] = "]:" in state.src
        return found and rule(state, line, end_line, silent)

    return look_first


def _underlines_table(state: StateBlock, line: int) -> bool:
    """Whether a line may be the second of a table: cheap, never wrong in saying no."""
    if line >= state.lineMax:
        return False
    position = state.bMarks[line] + state.tShift[line]
    return position < state.eMarks[line] and state.src[position] in "|-:"


def _has_definitions(state: StateBlock) -> bool:
    """Whether any line of the text can hold a definition; looked up once a text."""
    found = state.env.get("definitions")
    if found is None:
        found = state.env["definitions"] = _DEFINITION.search(state.src) is not None
    return cast("bool", found)
