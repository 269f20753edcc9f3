"""What a page, picture, slide, brief or file says: typed blocks, made once and rendered by one module a medium.

Content (`ui/<page>/content.py`) makes blocks of what `ui/queries/` counts, with words and links; a renderer (`ui/render/`)
turns a block into its medium. No tag, no unit of length and no axis stands here, and colours are tones: names of what
they mean. Texts are plain; a renderer escapes them.
"""

from ui.content.charts import (
    Bar,
    Bars,
    Ground,
    Locator,
    MapSpec,
    Matrix,
    Meeting,
    Part,
    Piece,
    Place,
    Tile,
    Tiles,
    Treemap,
    Window,
)
from ui.content.grid import Choice, Column, Facet, Grid, Group
from ui.content.layout import (
    Brief,
    Card,
    Choices,
    Columns,
    Exhibit,
    Files,
    Fold,
    Menu,
    Option,
    Panel,
    Picture,
    Pictures,
    Reading,
    Section,
    Send,
    Sending,
)
from ui.content.passages import Line, Lines, Passage, PassageList, Passages, Quote
from ui.content.said import (
    OPEN,
    Aid,
    Block,
    Code,
    Copies,
    Copy,
    Facts,
    Headline,
    Key,
    Legend,
    Link,
    Links,
    Note,
    Prose,
    Shape,
    Sign,
    Texts,
    Tone,
    Wording,
)
from ui.content.tables import Cell, File, Rows, Stated, Table, Terms
