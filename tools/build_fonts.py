"""Cut web fonts (one weight, one script each) from the Noto files of the pinned PyPI packages."""

import importlib.util
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

OUT = Path(__file__).resolve().parent.parent / "var" / "build" / "static" / "fonts"
PACKAGE = "justmytype_intl_sea"
SCRIPTS = {
    "khmer": ("NotoSansKhmer", [*range(0x1780, 0x1800), *range(0x19E0, 0x1A00), 0x200B, 0x200C, 0x200D, 0x25CC]),
    "lao": ("NotoSansLao", [*range(0x0E80, 0x0F00), 0x25CC]),
    "myanmar": ("NotoSansMyanmar", [*range(0x1000, 0x1040), *range(0x1040, 0x104A), *range(0x104A, 0x1050), 0x25CC]),
    "thai": ("NotoSansThai", [*range(0x0E00, 0x0E80), 0x25CC]),
}


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    folder = Path(importlib.util.find_spec(PACKAGE).submodule_search_locations[0])
    for name, (family, code_points) in SCRIPTS.items():
        source = next(path for path in folder.rglob("*.ttf") if path.name.startswith(family))
        cut(source, code_points, OUT / f"{name}.woff2")


def cut(source: Path, code_points: list[int], target: Path) -> None:
    """One regular weight of one script as woff2; all layout features are kept, shaping needs them."""
    font = instantiateVariableFont(TTFont(source), {"wght": 400, "wdth": 100}, inplace=False)
    options = subset.Options(layout_features=["*"], flavor="woff2", hinting=False, notdef_outline=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=code_points)
    subsetter.subset(font)
    subset.save_font(font, str(target), options)
    print(f"{target.name}: {target.stat().st_size / 1024:.1f} KB", file=sys.stderr)


if __name__ == "__main__":
    main()
