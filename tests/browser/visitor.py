"""One person at one browser: opens pages, presses buttons, and looks for what nobody should see."""

import re
from pathlib import Path
from urllib.parse import urlsplit

from browser.site import ROOT, Site
from browser.words import say
from playwright.sync_api import Locator, Page, expect

PASSWORD = "mekong-demo-2026"
SCREENSHOTS = ROOT / "var" / "screenshots"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
GRAVE = {"serious", "critical"}
LONGEST_PICTURE = 6000
TOO_WIDE = """() => {
  const edge = document.documentElement.clientWidth;
  const scrolls = (node) => node && node !== document.body &&
    (["auto", "scroll", "hidden"].includes(getComputedStyle(node).overflowX) || scrolls(node.parentElement));
  if (document.scrollingElement.scrollWidth <= edge) return [];
  return [...document.body.querySelectorAll("*")]
    .filter((node) => node.getBoundingClientRect().right > edge + 1 && !scrolls(node.parentElement))
    .map((node) => `${node.tagName.toLowerCase()}.${node.className}: ${node.textContent.trim().slice(0, 40)}`)
    .slice(0, 5).concat([`page ${document.scrollingElement.scrollWidth} wide in ${edge}`]);
}"""

# A picture of a whole page that stands scrolled down leaves Chromium blind to the next click; fonts may still load.
FROM_THE_TOP = "() => { scrollTo(0, 0); return document.fonts.ready.then(() => true); }"


class Visitor:
    """`problems` collects what went wrong unseen: console errors, refused scripts, foreign hosts, broken files."""

    def __init__(self, page: Page, site: Site, language: str, album: str):
        self.page, self.site, self.language, self.album = page, site, language, album
        self.problems: list[str] = []
        page.on("console", self.hear_console)
        page.on("pageerror", lambda error: self.problems.append(f"script error: {error}"))
        page.on("request", self.hear_request)
        page.on("response", self.hear_response)

    def hear_console(self, message) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.problems.append(f"console: {message.text}")

    def hear_request(self, request) -> None:
        host = urlsplit(request.url).netloc
        if host and host != urlsplit(self.site.address).netloc:
            self.problems.append(f"foreign host: {request.url}")

    def hear_response(self, response) -> None:
        broken_file = response.status >= 400 and response.request.resource_type != "document"
        if response.status >= 500 or broken_file:
            log = f"\n{self.site.log()}" if response.status >= 500 else ""
            self.problems.append(f"{response.status}: {response.url}{log}")

    # Words and places

    def say(self, words: str, **values) -> str:
        return say(self.language, words, **values)

    def open(self, path: str, *, status: int = 200) -> None:
        """Open a page under the visitor's language, or at a full address; anything but this status fails."""
        address = path if path.startswith("http") else f"{self.site.address}/{self.language}/{path}"
        response = self.page.goto(address)
        assert response.status == status, f"{address} answers {response.status}\n{self.page_log(response.status)}"

    def page_log(self, status: int) -> str:
        return self.site.log() if status >= 500 else self.page.locator("main").inner_text()[:600]

    @property
    def path(self) -> str:
        """The address of the present page without host and language."""
        return urlsplit(self.page.url).path.removeprefix(f"/{self.language}/")

    def sign_in(self, email: str, password: str = PASSWORD) -> None:
        self.open("accounts/login/")
        main = self.page.locator("main")
        main.locator("[name=login]").fill(email)
        main.locator("[name=password]").fill(password)
        self.press("Sign in")
        expect(self.page).not_to_have_url(re.compile("/accounts/"))

    # Doing

    def button(self, words: str, **values) -> Locator:
        return self.page.locator("main").get_by_role("button", name=self.say(words, **values)).first

    def press(self, words: str, **values) -> None:
        """Press the first button of the main part that says these words, and see the next page."""
        self.button(words, **values).click()
        self.page.wait_for_load_state()

    def press_form(self, action: str) -> None:
        """Press the button of the form that leads to an address with this end."""
        self.page.locator(f"main form[action$='{action}'] button").first.click()
        self.page.wait_for_load_state()

    def follow(self, words: str, **values) -> None:
        """Follow the first link of the main part that says these words."""
        self.page.locator("main").get_by_role("link", name=self.say(words, **values)).first.click()
        self.page.wait_for_load_state()

    def fill(self, **values: str) -> None:
        """Fill the fields of the main part by their names: text, a choice of a list, one of a row, or `on`."""
        for name, value in values.items():
            self.fill_one(self.page.locator(f"main [name={name}]"), value)

    def fill_one(self, field: Locator, value: str) -> None:
        kind = field.first.evaluate("node => node.type || node.tagName.toLowerCase()")
        if kind.startswith("select"):
            field.select_option(value)
        elif value == "on":
            field.check()
        elif kind in ("radio", "checkbox"):
            self.page.locator(f"main [name={field.first.get_attribute('name')}][value='{value}']").check()
        else:
            field.fill(value)

    def sees(self, words: str, **values) -> None:
        expect(self.page.locator("main")).to_contain_text(self.say(words, **values))

    def sees_text(self, text: str) -> None:
        """Names, numbers and other text that no catalogue holds."""
        expect(self.page.locator("main")).to_contain_text(text)

    # Looking

    def look(self, name: str) -> None:
        """Keep a picture in the album; nothing may be wider than the screen, and nothing may have gone wrong unseen."""
        path = SCREENSHOTS / self.album / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        self.page.evaluate(FROM_THE_TOP)
        self.page.screenshot(path=path, full_page=True, clip=self.top_of_page())
        wide = [f"too wide: {line}" for line in self.page.evaluate(TOO_WIDE)]
        found, self.problems = [*wide, *self.problems], []
        assert found == [], f"{self.page.url}\n" + "\n".join(found)

    def top_of_page(self) -> dict[str, int]:
        """The page as far down as anybody looks at a picture: the longest ones cost Chromium half a minute."""
        width, height = self.page.evaluate("() => [document.documentElement.clientWidth, document.body.scrollHeight]")
        return {"x": 0, "y": 0, "width": width, "height": min(height, LONGEST_PICTURE)}

    def check_access(self) -> None:
        """axe finds nothing serious on this page."""
        self.page.evaluate(axe_script())
        report = self.page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
        grave = [told(violation) for violation in report["violations"] if violation["impact"] in GRAVE]
        assert grave == [], f"{self.page.url}\n" + "\n".join(grave)


def told(violation: dict) -> str:
    nodes = "; ".join(node["html"][:120] for node in violation["nodes"][:3])
    return f"{violation['id']} ({violation['impact']}): {violation['help']}: {nodes}"


def axe_script() -> str:
    return Path(AXE).read_text(encoding="utf-8")
