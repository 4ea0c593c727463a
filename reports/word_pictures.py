"""Photos in a Word file: each stands in its line as wide and as high as there is room for, with its words below."""

from xml.sax.saxutils import quoteattr

from reports.layout import fitted
from reports.paper import Picture

_EMU = 12_700
"""A point in the unit in which Word measures drawings."""
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_WORD = f"{_DRAWING}/wordprocessingDrawing"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def link(nth: int) -> str:
    """The id by which a file refers to its photo, counted from 1."""
    return f"photo{nth}"


def file_name(nth: int) -> str:
    """Where in the file the photo lies, seen from the document."""
    return f"media/photo{nth}.jpg"


def drawing(nth: int, picture: Picture) -> str:
    """A run that shows the photo."""
    width, height = (length * _EMU for length in fitted(picture))
    said = quoteattr(picture.caption)
    size = f'cx="{width}" cy="{height}"'
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_WORD}" distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{nth}" name="photo{nth}" descr={said}/>'
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr id="{nth}" name="photo{nth}"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip xmlns:r="{_LINKS}" r:embed="{link(nth)}"/>'
        f"<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
