"""Makes the font of the PDF reports from Debian's fonts-wqy-microhei: microhei.ttf.gz, and microhei.txt, the characters
that it has.

Run it by `make font` from the top of the project; it needs python3-fonttools. What it writes is the same on
every machine with the same versions, so that a difference is a change.
"""
import glob
import gzip
import io

from fontTools import subset
from fontTools.ttLib import TTFont

SOURCE = "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"
FOLDER = "flows/report/font"


def characters():
    """ASCII, the signs and level 1 of GB 2312, and every other character that the YAML files hold."""
    wanted = set(map(chr, range(0x20, 0x7F)))
    signs, level_1 = range(0xA1, 0xAA), range(0xB0, 0xD8)
    for row in [*signs, *level_1]:
        for cell in range(0xA1, 0xFF):
            wanted.update(bytes([row, cell]).decode("gbk", "ignore"))
    for pattern in ("*/words.yaml", "*/*/words.yaml", "*/data/*.yaml"):
        for name in glob.glob(pattern):
            with open(name, encoding="utf-8") as file:
                wanted.update(file.read())
    return {ord(character) for character in wanted if character.isprintable()}


def main():
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 4, 6, 13, 14]  # whose it is and under which licence
    font = TTFont(SOURCE, fontNumber=0, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters())
    subsetter.subset(font)
    content = io.BytesIO()
    font.save(content)
    with open(f"{FOLDER}/microhei.ttf.gz", "wb") as file:
        file.write(gzip.compress(content.getvalue(), 9, mtime=0))
    with open(f"{FOLDER}/microhei.txt", "w", encoding="utf-8") as file:
        file.write("".join(map(chr, sorted(font.getBestCmap()))))
    print(len(font.getBestCmap()), "characters,", len(content.getvalue()), "bytes before gzip")


main()
