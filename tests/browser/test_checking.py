"""Somebody at a gate with a phone: is this certificate valid, and is this file the one that was issued?"""

import pytest
from playwright.sync_api import expect

DROP = """(content) => {
  const files = new DataTransfer();
  files.items.add(new File([Uint8Array.from(content)], "paper.pdf", { type: "application/pdf" }));
  document.querySelector("h1").dispatchEvent(
    new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true })
  );
}"""
OURS = "This is the document that we issued: the file is the same, sign by sign."
NOT_OURS = "This is not a document that we issued"


@pytest.fixture(scope="module")
def code(site):
    """Of a certificate that the demo issued and that is valid."""
    script = "from certificates.models import Certificate as C; print('code', C.objects.valid().first().code)"
    return site.manage("shell", "-c", script).rsplit("code ", 1)[1].strip()


@pytest.fixture
def paper(site, code, visitor):
    """The PDF as anyone gets it by the code."""
    return visitor("en").page.request.get(f"{site.address}/c/{code}.pdf").body()


def file_of(content):
    return {"name": "paper.pdf", "mimeType": "application/pdf", "buffer": content}


def compare(reader, content):
    reader.page.locator("input[type=file]").set_input_files(file_of(content))
    reader.press("Compare this file")


def test_a_code_answers_in_one_step_on_a_phone(visitor, site, code):
    reader = visitor("en", album="checking")
    reader.open(f"{site.address}/verify/{code}/")
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("This certificate is valid")
    reader.look("valid")
    assert (reader.page.context.cookies(), reader.problems) == ([], [])


def test_a_file_is_compared_without_being_sent(visitor, code, paper):
    reader, sent = visitor("en", album="checking"), []
    reader.page.on("request", lambda request: sent.append(request.method))
    reader.open("verify/")
    reader.look("form")
    compare(reader, paper)
    expect(reader.page.locator("main")).to_contain_text(OURS)
    expect(reader.page.locator("main")).to_contain_text(code)
    reader.look("same-paper")
    assert (set(sent), reader.problems) == ({"GET"}, [])


def test_an_altered_file_is_found_out_wherever_it_is_dropped(visitor, code, paper):
    reader = visitor("en", album="checking")
    reader.open(f"verify/{code}/")
    reader.page.evaluate(DROP, list(paper + b" "))
    expect(reader.page.get_by_role("heading", level=1)).to_have_text(NOT_OURS)
    reader.look("altered-paper")


def test_without_scripts_the_file_is_sent_and_the_answer_is_the_same(visitor, paper):
    reader = visitor("en", java_script_enabled=False)
    reader.open("verify/")
    compare(reader, paper)
    expect(reader.page.locator("main")).to_contain_text(OURS)
    assert reader.page.context.cookies() == []
