"""What every paper in Word has in common, as GB/T 9704 wants it: page, grid, fonts, styles, page numbers.

Lengths in a Word file are twentieths of a point (twips), sizes of letters are half points.
"""

from xml.sax.saxutils import quoteattr

from reports import texts_paper as texts
from reports.word_pictures import file_name, link

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FIGURES = "urn:kepu-ledger:figures"
"""The namespace of the list of figures inside the file."""

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

PAGE = (11906, 16838)
TOP, RIGHT, BOTTOM, LEFT = 2098, 1474, 1984, 1588
"""37, 26, 35 and 28 mm: they leave a type area of 156 by 225 mm."""
WIDTH = 8844
LINE = 579
"""22 lines of 28.95 pt fill the type area; a twip more for each and there were only 21."""
CHARACTER = 315
"""A line of 28 letters; of 16 pt each they would not fit."""
_TIGHTER = -5
"""So every letter gives way a quarter of a point. A grid of characters would do so in Word, but not in LibreOffice."""
_FOOTER = 1445
"""The rule of the page number stands 7 mm below the type area."""
_PAGE_NUMBER = 280

BODY, TITLE, ADDRESSEE, ANNEX_NUMBER, ANNEX_TITLE, GRID_TITLE, CELL, CELL_HEAD, CAPTION = (
    "Body",
    "Title",
    "Addressee",
    "AnnexNumber",
    "AnnexTitle",
    "GridTitle",
    "Cell",
    "CellHead",
    "Caption",
)
SECTION = (
    f'<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>'
    f'<w:pgSz w:w="{PAGE[0]}" w:h="{PAGE[1]}"/><w:pgMar w:top="{TOP}" w:right="{RIGHT}" w:bottom="{BOTTOM}" '
    f'w:left="{LEFT}" w:header="851" w:footer="{_FOOTER}" w:gutter="0"/><w:pgNumType w:start="1"/>'
    f'<w:docGrid w:type="lines" w:linePitch="{LINE}"/></w:sectPr>'
)


def fixed_parts(photos: int = 0) -> dict[str, str]:
    """The parts that are the same in every paper with so many photos, by their names in the file."""
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _links((("officeDocument", "word/document.xml"),), core="docProps/core.xml"),
        "word/_rels/document.xml.rels": _links(
            (
                ("styles", "styles.xml"),
                ("settings", "settings.xml"),
                ("fontTable", "fontTable.xml"),
                ("footer", "footer1.xml"),
                ("footer", "footer2.xml"),
                ("customXml", "../customXml/item1.xml"),
            ),
            photos=photos,
        ),
        "word/styles.xml": styles(),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": _fonts(),
        "word/footer1.xml": _footer("right", "right"),
        "word/footer2.xml": _footer("left", "left"),
    }


def _content_types() -> str:
    parts = {
        "word/document.xml": f"{_TYPES}.document.main+xml",
        "word/styles.xml": f"{_TYPES}.styles+xml",
        "word/settings.xml": f"{_TYPES}.settings+xml",
        "word/fontTable.xml": f"{_TYPES}.fontTable+xml",
        "word/footer1.xml": f"{_TYPES}.footer+xml",
        "word/footer2.xml": f"{_TYPES}.footer+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    return (
        f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="jpg" ContentType="image/jpeg"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _links(targets: tuple[tuple[str, str], ...], core: str = "", photos: int = 0) -> str:
    links = [(f"rId{nth}", f"{LINKS}/{kind}", target) for nth, (kind, target) in enumerate(targets, start=1)]
    if core:
        links.append(("rIdCore", f"{_PACKAGE}/relationships/metadata/core-properties", core))
    links += [(link(nth), f"{LINKS}/image", file_name(nth)) for nth in range(1, photos + 1)]
    said = "".join(f'<Relationship Id="{nth}" Type="{kind}" Target="{target}"/>' for nth, kind, target in links)
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{said}</Relationships>'


def _settings() -> str:
    return (
        f'{HEAD}<w:settings xmlns:w="{MAIN}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="630"/>'
        f'<w:evenAndOddHeaders/><w:drawingGridVerticalSpacing w:val="{LINE}"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        "<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/>"
        "<w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>"
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        "</w:compat></w:settings>"
    )


def _fonts() -> str:
    chinese = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{"swiss" if name == texts.FONT_HEAD else "roman"}"/><w:pitch w:val="fixed"/></w:font>'
        for name, other in texts.FALLBACKS.items()
    )
    latin = f'<w:font w:name="{texts.FONT_LATIN}"><w:charset w:val="00"/><w:family w:val="roman"/></w:font>'
    return f'{HEAD}<w:fonts xmlns:w="{MAIN}">{latin}{chinese}</w:fonts>'


def _footer(side: str, indented: str) -> str:
    letters = f'<w:rPr>{font(texts.FONT_PAGE, texts.FONT_PAGE)}<w:sz w:val="28"/></w:rPr>'
    field = "".join(
        (
            f'<w:r>{letters}<w:fldChar w:fldCharType="begin"/></w:r>',
            f'<w:r>{letters}<w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>',
            f'<w:r>{letters}<w:fldChar w:fldCharType="separate"/></w:r>',
            f'<w:r>{letters}<w:t>1</w:t></w:r><w:r>{letters}<w:fldChar w:fldCharType="end"/></w:r>',
        )
    )
    before, after = (
        f'<w:r>{letters}<w:t xml:space="preserve">{words}</w:t></w:r>'
        for words in (texts.PAGE_BEFORE, texts.PAGE_AFTER)
    )
    return (
        f'{HEAD}<w:ftr xmlns:w="{MAIN}"><w:p><w:pPr><w:snapToGrid w:val="0"/>'
        f'<w:spacing w:line="280" w:lineRule="exact"/><w:ind w:{indented}="{_PAGE_NUMBER}"/><w:jc w:val="{side}"/>'
        f"</w:pPr>{before}{field}{after}</w:p></w:ftr>"
    )


def font(chinese: str, latin: str = texts.FONT_LATIN) -> str:
    """Which letters a text is set in; quotation marks are as wide as Chinese characters."""
    return f'<w:rFonts w:hint="eastAsia" w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{chinese}" w:cs="{latin}"/>'


def styles() -> str:
    """How each kind of paragraph looks, as the part of a file."""
    two = '<w:ind w:firstLineChars="200" w:firstLine="630"/>'
    headings = (texts.FONT_HEAD, texts.FONT_SUBHEAD, texts.FONT_TEXT, texts.FONT_TEXT)
    tight = '<w:snapToGrid w:val="0"/><w:spacing w:before="40" w:after="40" w:line="280" w:lineRule="exact"/>'
    middle, large = (
        '<w:jc w:val="center"/>',
        f'{font(texts.FONT_TITLE)}<w:spacing w:val="0"/><w:sz w:val="44"/><w:szCs w:val="44"/>',
    )
    free = f'<w:snapToGrid w:val="0"/>{middle}'
    return "".join(
        (
            f'{HEAD}<w:styles xmlns:w="{MAIN}">{_defaults()}',
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">',
            '<w:name w:val="Normal"/><w:qFormat/><w:pPr><w:widowControl w:val="0"/>',
            '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/></w:pPr></w:style>',
            _style(BODY, "Body Text", two),
            *(
                _style(
                    f"Heading{level}",
                    f"heading {level}",
                    f'<w:keepNext/>{two}<w:outlineLvl w:val="{level - 1}"/>',
                    font(name),
                )
                for level, name in enumerate(headings, start=1)
            ),
            _style(TITLE, "Title", free, large),
            _style(ADDRESSEE, "Salutation", ""),
            _style(ANNEX_NUMBER, "Annex Number", "<w:keepNext/><w:pageBreakBefore/>", font(texts.FONT_HEAD)),
            _style(ANNEX_TITLE, "Annex Title", f"<w:keepNext/>{free}", large),
            _style(GRID_TITLE, "Table Title", "<w:keepNext/>", font(texts.FONT_SUBHEAD)),
            _style(CAPTION, "Caption", f"{free}", '<w:sz w:val="28"/>'),
            _style(CELL, "Table Text", tight, '<w:sz w:val="21"/>'),
            _style(CELL_HEAD, "Table Head", f"{tight}{middle}", f'{font(texts.FONT_HEAD)}<w:sz w:val="21"/>'),
            "</w:styles>",
        )
    )


def _defaults() -> str:
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{font(texts.FONT_TEXT)}"
        f'<w:spacing w:val="{_TIGHTER}"/><w:sz w:val="32"/><w:szCs w:val="32"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr>'
        "</w:rPrDefault><w:pPrDefault><w:pPr>"
        f'<w:spacing w:before="0" w:after="0" w:line="{LINE}" w:lineRule="exact"/><w:jc w:val="both"/>'
        "</w:pPr></w:pPrDefault></w:docDefaults>"
    )


def _style(code: str, name: str, paragraph: str, letters: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{code}"><w:name w:val={quoteattr(name)}/><w:basedOn w:val="Normal"/>'
        f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )
