"""Files as people and attackers send them, made here: no sample of a foreign hand lies in the repository."""

import struct
import zlib
from io import BytesIO

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    EncodedStreamObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

GPS = 0x8825
MAKER = "CanaryPhone"
EXE = b"MZ\x90\x00" + b"\x00" * 200


def name(text: str) -> NameObject:
    return NameObject(text)


def dictionary(**entries) -> DictionaryObject:
    return DictionaryObject({name(f"/{key}"): value for key, value in entries.items()})


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), mode: str = "RGB", **options) -> bytes:
    target = BytesIO()
    Image.new(mode, size, options.pop("colour", "teal")).save(target, kind, **options)
    return target.getvalue()


def photograph(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **options) -> bytes:
    """With the device, the position and a comment, lying on its side."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = MAKER, 6
    exif.get_ifd(GPS)[1], exif.get_ifd(GPS)[2] = "N", (11.0, 33.0, 21.0)
    return picture(kind, size, exif=exif.tobytes(), **options)


def bomb_png(width: int, height: int) -> bytes:
    """A few hundred bytes that ask for `width` x `height` points."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(bytes(99))), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def moving(kind: str) -> bytes:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    target = BytesIO()
    frames[0].save(target, kind, save_all=True, append_images=frames[1:])
    return target.getvalue()


def pdf(change=None, *, pages: int = 1, **metadata) -> bytes:
    """Blank pages with the words `Session plan`; `change(writer)` spoils them."""
    writer = PdfWriter()
    for _ in range(pages):
        page = writer.add_blank_page(200, 200)
        words = DecodedStreamObject()
        words.set_data(b"BT /F1 12 Tf 10 100 Td (Session plan) Tj ET")
        font = dictionary(Type=name("/Font"), Subtype=name("/Type1"), BaseFont=name("/Helvetica"))
        page[name("/Contents")] = writer._add_object(words)
        page[name("/Resources")] = dictionary(Font=dictionary(F1=font))
    writer.add_metadata({"/Author": MAKER, **metadata})
    if change:
        change(writer)
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def script() -> DictionaryObject:
    return dictionary(S=name("/JavaScript"), JS=TextStringObject("app.alert(1)"))


def with_script(writer) -> None:
    writer.root_object[name("/OpenAction")] = script()


def with_hidden_script(writer) -> None:
    """Deep in an annotation's chain of actions, behind a reference, with its name written in another way."""
    last = writer._add_object(dictionary(S=writer._add_object(name("/JavaScript"))))
    chain = dictionary(S=name("/GoTo"), Next=ArrayObject([dictionary(S=name("/GoTo"), Next=last)]))
    annotate(writer, Subtype=name("/Link"), A=chain)


def with_launch(writer) -> None:
    annotate(writer, Subtype=name("/Link"), A=dictionary(S=name("/Launch"), F=TextStringObject("calc.exe")))


def with_submit(writer) -> None:
    writer.root_object[name("/OpenAction")] = dictionary(S=name("/SubmitForm"))


def with_page_script(writer) -> None:
    writer.pages[0][name("/AA")] = dictionary(O=script())


def with_attachment(writer) -> None:
    writer.add_attachment("evil.exe", EXE)


def with_attached_note(writer) -> None:
    annotate(writer, Subtype=name("/FileAttachment"))


def with_rich_media(writer) -> None:
    annotate(writer, Subtype=name("/RichMedia"))


def with_xfa(writer) -> None:
    writer.root_object[name("/AcroForm")] = dictionary(XFA=TextStringObject("<xdp/>"), Fields=ArrayObject())


def with_outside_stream(writer) -> None:
    stream = DecodedStreamObject()
    stream[name("/F")] = TextStringObject("//host/share")
    writer.pages[0][name("/Resources")][name("/XObject")] = dictionary(X=writer._add_object(stream))


def with_harmless_actions(writer) -> None:
    """What many programs write: where to open, a link, who made it."""
    writer.root_object[name("/OpenAction")] = dictionary(S=name("/GoTo"), D=ArrayObject([NumberObject(0)]))
    writer.pages[0][name("/AA")] = dictionary(O=dictionary(S=name("/GoTo")))
    writer.pages[0][name("/PieceInfo")] = dictionary(Maker=TextStringObject(MAKER))
    annotate(writer, Subtype=name("/Link"), A=dictionary(S=name("/URI"), URI=TextStringObject("http://evil.example")))
    annotate(writer, Subtype=name("/Text"), T=TextStringObject(MAKER))


def with_photograph(writer) -> None:
    add_photograph(writer, photograph(), name("/DCTDecode"))


def with_wrapped_photograph(writer) -> None:
    add_photograph(writer, zlib.compress(photograph()), ArrayObject([name("/FlateDecode"), name("/DCTDecode")]))


def add_photograph(writer, data: bytes, filters) -> None:
    stream = EncodedStreamObject()
    stream._data = data
    stream.update(dictionary(Type=name("/XObject"), Subtype=name("/Image"), Width=NumberObject(60)))
    stream.update(dictionary(Height=NumberObject(40), BitsPerComponent=NumberObject(8), ColorSpace=name("/DeviceRGB")))
    stream[name("/Filter")] = filters
    writer.pages[0][name("/Resources")][name("/XObject")] = dictionary(Im1=writer._add_object(stream))


def with_many_references_to_one_page(writer) -> None:
    """A small file that says it has more than a million pages."""
    kids = writer.root_object["/Pages"].raw_get("/Kids")
    for _ in range(20):
        node = writer._add_object(dictionary(Type=name("/Pages"), Count=NumberObject(2), Kids=kids))
        kids = ArrayObject([node, node])
    writer.root_object["/Pages"][name("/Kids")] = kids


def annotate(writer, **entries) -> None:
    page = writer.pages[0]
    rect = ArrayObject(NumberObject(each) for each in (0, 0, 10, 10))
    mark = writer._add_object(dictionary(Type=name("/Annot"), Rect=rect, **entries))
    page[name("/Annots")] = ArrayObject([*page.get("/Annots", ArrayObject()), mark])


def locked_pdf() -> bytes:
    writer = PdfWriter(BytesIO(pdf()))
    writer.encrypt("secret", algorithm="RC4-128")
    target = BytesIO()
    writer.write(target)
    return target.getvalue()
