"""Questionnaires in a page of another origin, in a real browser: what the host allows, strips or blocks, and what is left."""

import os
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from waitress import create_server

from cirede.settings import Settings
from cirede_api import create_app
from tests.api.conftest import CONTENT, DONE, TODAY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Frame, Page

pytestmark = pytest.mark.browser
CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update",
         "--disable-sync"]  # fmt: skip
HEAR = "window.heard = []; document.addEventListener('cirede:outcome', (e) => heard.push([e.target.id, e.detail]))"
SHELL = "<!doctype html><html lang=nl><meta charset=utf-8><title>Host</title><h1>Host</h1>{}"


@dataclass
class Host:
    """A site that carries questionnaires: pages by path, each with its own policy."""

    port: int = 0
    pages: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict)

    @property
    def origin(self) -> str:
        """Its origin, another one than that of the service."""
        return f"http://127.0.0.1:{self.port}"

    def carry(self, body: str, csp: str = "", **headers: str) -> str:
        """Make a page and give its address."""
        place = f"/{len(self.pages)}"
        own = {"Content-Type": "text/html; charset=utf-8"} | ({"Content-Security-Policy": csp} if csp else {})
        self.pages[place] = SHELL.format(body), own | {name.replace("_", "-"): value for name, value in headers.items()}
        return self.origin + place

    def __call__(self, environ: dict[str, Any], start: "Callable[..., Any]") -> "Iterable[bytes]":
        """Answer a request."""
        body, headers = self.pages.get(environ["PATH_INFO"], ("", {"Content-Type": "image/svg+xml"}))
        start("200 OK", list(headers.items()))
        return [body.encode()]


@dataclass
class Tool:
    """The service as other sites see it."""

    site: str

    def frame(self, name: str = "one", query: str = "h=2", more: str = "data-cirede", place: str = "nl/bridge") -> str:
        """Give the iframe of a snippet."""
        return (f'<iframe {more} id="{name}" src="{self.site}/embed/{place}?{query}" title="Vragenlijst" width="100%" '
                'height="720" frameborder="0" referrerpolicy="strict-origin"></iframe>')  # fmt: skip

    @property
    def script(self) -> str:
        """Give the script of the third snippet."""
        return f'<script async src="{self.site}/embed/v1.js"></script>'


@pytest.fixture(scope="module")
def served() -> "Iterator[Callable[[Any], int]]":
    """Serve an application on a free port of this machine; gives the port."""
    servers = []

    def serve(app: Any) -> int:  # noqa: ANN401 - any WSGI application
        server = create_server(app, host="127.0.0.1", port=0)
        servers.append(server)
        threading.Thread(target=server.run, daemon=True).start()
        return int(server.effective_port)

    yield serve
    for server in servers:
        server.close()


@pytest.fixture(scope="module")
def host(served: "Callable[[Any], int]") -> Host:
    """A site that may frame the service."""
    found = Host()
    found.port = served(found)
    return found


@pytest.fixture(scope="module")
def stranger(served: "Callable[[Any], int]") -> Host:
    """A site that may not."""
    found = Host()
    found.port = served(found)
    return found


@pytest.fixture(scope="module")
def tool(served: "Callable[[Any], int]", host: Host) -> Tool:
    """The service under another name than the host: other origin, other site."""
    settings = Settings(content=CONTENT, contact="info@example.org", publisher="The Publisher", frame_ancestors=host.origin)
    return Tool(f"http://localhost:{served(create_app(settings, today=lambda: TODAY, testing=True))}")


@pytest.fixture(scope="module")
def launch() -> "Iterator[Callable[..., Browser]]":
    """Start Debian's Chromium with the arguments given."""
    if not CHROMIUM.exists():
        pytest.fail("Chromium is not installed: apt-get install chromium (or set CHROMIUM)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield lambda *more: playwright.chromium.launch(executable_path=str(CHROMIUM), args=[*QUIET, *more])


@pytest.fixture(scope="module")
def browser(launch: "Callable[..., Browser]") -> "Iterator[Browser]":
    """Debian's Chromium as it comes."""
    chromium = launch()
    yield chromium
    chromium.close()


@pytest.fixture
def context(browser: "Browser") -> "Iterator[BrowserContext]":
    """A fresh profile at the width of a phone."""
    found = browser.new_context(viewport={"width": 400, "height": 700})
    found.set_default_timeout(8000)
    yield found
    found.close()


@pytest.fixture
def page(context: "BrowserContext") -> "Page":
    """A tab that notes the outcomes it hears."""
    found = context.new_page()
    found.add_init_script(HEAR)
    return found


@pytest.fixture
def complaints(page: "Page") -> list[str]:
    """What the browser complains of in that tab."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text))
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


def inside(page: "Page", name: str = "one") -> "Frame":
    """Give the frame of an iframe."""
    frame = page.locator(f"#{name}").element_handle().content_frame()
    assert frame is not None
    return frame


def walk(page: "Page", name: str = "one") -> None:
    """Answer the questionnaire of a frame with the mouse, to its result."""
    frame = page.frame_locator(f"#{name}")
    frame.locator("button[value=start]").click()
    frame.locator("label[for=answer-foot]").click()
    frame.locator("form .button").click()
    frame.locator("label[for=answer-yes]").click()
    frame.locator("form .button").click()
    frame.locator("main .button").first.click()
    frame.locator(".verdict.favourable").wait_for()


def height(page: "Page", name: str = "one") -> int:
    """Give the height of an iframe in its page."""
    box = page.locator(f"#{name}").bounding_box()
    assert box is not None
    return round(box["height"])


def content(frame: "Frame") -> int:
    """Give the height of what a frame holds."""
    return int(frame.evaluate("Math.ceil(document.documentElement.getBoundingClientRect().height)"))


def fits(page: "Page", name: str = "one") -> None:
    """Wait until an iframe is as high as what it holds."""
    page.wait_for_function(f"document.getElementById('{name}').style.height !== ''")
    for _ in range(40):
        if height(page, name) == content(inside(page, name)):
            return
        page.wait_for_timeout(50)
    assert height(page, name) == content(inside(page, name))


def test_a_person_completes_it_by_keyboard_in_dutch(page: "Page", complaints: list[str], host: Host, tool: Tool) -> None:
    """Under a strict policy, by keyboard alone, in Dutch: focus follows, the frame fits, the host hears the outcome."""
    policy = f"default-src 'none'; frame-src {tool.site}; script-src {tool.site}"
    page.goto(host.carry(f"{tool.frame()}<p><a href='{tool.site}/nl/bridge'>Openen</a></p>{tool.script}", policy))
    fits(page)
    assert page.evaluate("document.activeElement.tagName") == "BODY"
    assert inside(page).evaluate("document.activeElement.tagName") == "BODY"
    frame = page.frame_locator("#one")

    def press_until(selector: str, key: str = "Tab") -> None:
        for _ in range(12):
            page.keyboard.press(key)
            if inside(page).evaluate(f"document.activeElement?.matches({selector!r})"):
                return
        pytest.fail(f"the keyboard does not reach {selector}")

    press_until("button[value=start]")
    page.keyboard.press("Enter")
    frame.locator("#answer-foot").wait_for()
    frame.locator("h2.ask:focus").wait_for()
    press_until("input")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    frame.locator("#answer-yes").wait_for()
    press_until("input")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    frame.locator(".answers").wait_for()
    press_until("main a.button")
    page.keyboard.press("Enter")
    frame.locator(".verdict.favourable h2:focus").wait_for()
    assert frame.locator("html").get_attribute("lang") == "nl"
    fits(page)
    page.wait_for_function("heard.length === 1")
    assert page.evaluate("heard") == [["one", {"tree": "bridge", "version": "1"}]]
    assert complaints == []
    assert page.context.cookies() == []


def test_plain_frame_without_any_script(browser: "Browser", host: Host, tool: Tool) -> None:
    """With JavaScript off and a policy that allows the frame only, the whole questionnaire works at its fixed height."""
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(8000)
    page = context.new_page()
    page.goto(host.carry(tool.frame(more=""), f"default-src 'none'; frame-src {tool.site}"))
    walk(page)
    assert height(page) == 720
    context.close()


def test_a_host_that_strips_the_script(page: "Page", host: Host, tool: Tool) -> None:
    """Without our script on the page the frame keeps its height, and what does not fit can be scrolled to inside it."""
    page.goto(host.carry(tool.frame()))
    walk(page)
    assert height(page) == 720
    frame = inside(page)
    assert content(frame) > 720
    assert frame.evaluate("getComputedStyle(document.documentElement).overflowY") != "hidden"
    assert page.evaluate("heard") == []


def test_a_host_that_adds_a_sandbox(page: "Page", host: Host, tool: Tool) -> None:
    """In a sandbox that allows scripts only, where forms and new tabs are dead, answers are still sent and addresses shown."""
    page.goto(host.carry(tool.frame(more='data-cirede sandbox="allow-scripts"') + tool.script))
    walk(page)
    frame = page.frame_locator("#one")
    frame.locator("footer a.open").click()
    words = frame.locator(".address").inner_text()
    assert f"{tool.site}/nl/bridge/result?" in words
    assert "h=2" not in words
    assert inside(page).evaluate("document.fonts.ready.then(() => document.fonts.check('1em \"Atkinson Hyperlegible Next\"'))")
    assert height(page) == 720


def test_a_sandbox_with_nothing_leaves_the_link_below(page: "Page", host: Host, tool: Tool) -> None:
    """In a sandbox that allows nothing the first page shows, and the host's own link below it leads to the full page."""
    below = f'<p><a id="below" href="{tool.site}/nl/bridge">Openen</a></p>'
    page.goto(host.carry(tool.frame(more='sandbox=""') + below))
    frame = page.frame_locator("#one")
    frame.locator("button[value=start]").click()
    page.wait_for_timeout(300)
    assert frame.locator("button[value=start]").count() == 1
    page.locator("#below").press("Enter")
    page.wait_for_url(f"{tool.site}/nl/bridge")


def test_the_sandbox_of_the_documentation_allows_all(page: "Page", host: Host, tool: Tool) -> None:
    """The sandbox that the documentation names leaves forms, height and the new tab alive."""
    text = (Path(__file__).parents[2] / "docs" / "embed.md").read_text(encoding="utf-8")
    sandbox = next(line for line in text.splitlines() if line.startswith("sandbox="))
    page.goto(host.carry(tool.frame(more=f"data-cirede {sandbox}") + tool.script))
    walk(page)
    fits(page)
    with page.context.expect_page() as opened:
        page.frame_locator("#one").locator("footer a.open").click()
    opened.value.locator(".verdict").wait_for()


def test_third_party_cookies_blocked(
    launch: "Callable[..., Browser]", host: Host, tool: Tool, served: "Callable[[Any], int]"
) -> None:
    """With third-party cookies blocked, which a control proves, the whole questionnaire works."""
    seen: dict[str, str] = {}

    def control(environ: dict[str, Any], start: "Callable[..., Any]") -> "Iterable[bytes]":
        seen[environ["PATH_INFO"]] = environ.get("HTTP_COOKIE", "")
        start("200 OK", [("Content-Type", "text/html"), ("Set-Cookie", "a=1; SameSite=None; Secure; Path=/")])
        return [b"<p>control</p>"]

    port = served(control)
    chromium = launch("--test-third-party-cookie-phaseout")
    page = chromium.new_page()
    page.set_default_timeout(8000)
    page.goto(f"http://localhost:{port}/first")
    page.goto(f"http://localhost:{port}/again")
    page.goto(host.carry(f'{tool.frame()}{tool.script}<iframe src="http://localhost:{port}/framed"></iframe>'))
    walk(page)
    fits(page)
    chromium.close()
    assert (seen["/again"], seen["/framed"]) == ("a=1", "")


def test_two_frames_on_a_page(page: "Page", host: Host, tool: Tool) -> None:
    """Each of two frames has its own height, language and path, and the outcome is heard on the one that reached it."""
    page.goto(host.carry(tool.frame("one") + tool.frame("two", place="fr/bridge", query=f"{DONE}&h=3") + tool.script * 2))
    fits(page, "one")
    fits(page, "two")
    assert height(page, "one") != height(page, "two")
    page.frame_locator("#two").locator("main .button").first.click()
    page.frame_locator("#two").locator(".verdict h3").wait_for()
    page.wait_for_function("heard.length === 1")
    assert page.evaluate("heard[0][0]") == "two"
    assert page.frame_locator("#one").locator("button[value=start]").count() == 1


def test_a_tab_hidden_at_first(page: "Page", host: Host, tool: Tool) -> None:
    """In a part of the page that is hidden when it loads, the frame gets its height when it is shown."""
    page.goto(host.carry(f'<div id="tab" hidden>{tool.frame()}</div>{tool.script}'))
    inside(page).wait_for_load_state()
    assert page.evaluate("document.getElementById('one').style.height") == ""
    page.evaluate("document.getElementById('tab').hidden = false")
    fits(page)


def test_back_and_forward(page: "Page", host: Host, tool: Tool) -> None:
    """The browser's own back and forward lead through the questions in the frame, with focus on the heading each time."""
    page.goto(host.carry(tool.frame() + tool.script))
    frame = page.frame_locator("#one")
    frame.locator("button[value=start]").click()
    frame.locator("label[for=answer-foot]").click()
    frame.locator("form .button").click()
    frame.locator("#answer-yes").wait_for()
    page.evaluate("history.back()")
    frame.locator("#answer-foot").wait_for()
    page.evaluate("history.forward()")
    frame.locator("#answer-yes").wait_for()
    frame.locator("h2:focus").wait_for()
    fits(page)
    frame.locator(".back").click()
    frame.locator("#answer-foot:checked").wait_for()


def test_an_error_takes_the_focus(page: "Page", host: Host, tool: Tool) -> None:
    """A question sent without an answer comes back with the focus on what is wrong, and the frame grows with it."""
    page.goto(host.carry(tool.frame(query="vehicle=foot&h=2") + tool.script))
    fits(page)
    before = height(page)
    page.frame_locator("#one").locator("form .button").click()
    page.frame_locator("#one").locator(".errors:focus").wait_for()
    fits(page)
    assert height(page) > before


def test_the_page_follows_the_reader(page: "Page", host: Host, tool: Tool) -> None:
    """After a step the top of the frame is in view, and a link to a place of the same page brings that place into view."""
    page.goto(host.carry(f"{tool.frame(query=DONE)}{tool.script}<p style='height: 3000px'>more</p>"))
    fits(page)
    frame = page.frame_locator("#one")
    page.mouse.wheel(0, 500)
    frame.locator("main .button").first.click()
    frame.locator(".verdict").wait_for()
    fits(page)
    page.wait_for_timeout(200)
    assert page.evaluate("document.getElementById('one').getBoundingClientRect().top") >= -1
    frame.locator(".articles a").first.click()
    page.wait_for_timeout(400)
    box = frame.locator(".law li").first.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 700


def test_forged_messages_are_ignored(page: "Page", host: Host, stranger: Host, tool: Tool) -> None:
    """A message from the host's own window, from a frame of another origin, or of another shape changes nothing."""
    forge = "parent.postMessage({v: 1, type: 'cirede:height', height: 4000}, '*');"
    forge += "parent.postMessage({v: 1, type: 'cirede:outcome', tree: 'bridge', version: '1'}, '*')"
    other = stranger.carry(f"<script>{forge}</script>")
    page.goto(host.carry(f'{tool.frame()}{tool.script}<iframe id="other" src="{other}"></iframe>'))
    fits(page)
    before = height(page)
    page.evaluate(forge.replace("parent.", "window."))
    inside(page, "other").evaluate(forge)
    page.wait_for_timeout(300)
    assert height(page) == before
    assert page.evaluate("heard") == []


@pytest.mark.parametrize(
    ("said", "wanted"),
    [("NaN", ""), ("Infinity", ""), ("'900'", ""), ("-5", "120px"), ("1e9", "20000px"), ("900.2", "901px")],
)
def test_a_height_is_a_number_within_bounds(page: "Page", host: Host, tool: Tool, said: str, wanted: str) -> None:
    """Only a finite number is a height, and it is kept between 120 and 20,000 pixels."""
    child = host.carry(f"<script>parent.postMessage({{v: 1, type: 'cirede:height', height: {said}}}, '*')</script>")
    page.goto(host.carry(tool.script.replace("async ", "") + f'<iframe data-cirede id="one" src="{child}"></iframe>'))
    page.wait_for_timeout(200)
    assert page.evaluate("document.getElementById('one').style.height") == wanted


def test_a_site_that_is_not_listed_sees_why(page: "Page", stranger: Host, tool: Tool) -> None:
    """A frame in a site that is not on the list shows the link to the full page and whom to ask."""
    page.goto(stranger.carry(tool.frame() + tool.script))
    frame = page.frame_locator("#one")
    assert stranger.origin in frame.locator("main").inner_text()
    assert frame.locator("main a[href='mailto:info@example.org']").count() == 1
    assert frame.locator("main a.button").get_attribute("href") == f"{tool.site}/nl/bridge"
    fits(page)


def test_a_site_that_hides_its_name_is_blocked(page: "Page", stranger: Host, tool: Tool) -> None:
    """Where the request does not say which site asks, the browser itself blocks the frame, and the link below it remains."""
    hidden = tool.frame().replace('referrerpolicy="strict-origin"', 'referrerpolicy="no-referrer"')
    page.goto(stranger.carry(f"{hidden}<p><a id='below' href='{tool.site}/nl/bridge'>Openen</a></p>"))
    page.wait_for_timeout(300)
    assert inside(page).url.startswith("chrome-error://")
    page.locator("#below").press("Enter")
    page.wait_for_url(f"{tool.site}/nl/bridge")


def test_the_full_page_is_framed_by_nobody(page: "Page", host: Host, tool: Tool) -> None:
    """A listed site may frame the pages made for it, not the others."""
    page.goto(host.carry(f'<iframe id="one" src="{tool.site}/nl/bridge"></iframe>'))
    page.wait_for_timeout(300)
    assert inside(page).url.startswith("chrome-error://")


@pytest.mark.parametrize("scripts", [True, False])
def test_the_page_for_editors(browser: "Browser", tool: Tool, scripts: bool) -> None:  # noqa: FBT001 - a case, not an option
    """An editor chooses, sees the result live and copies the snippet; without JavaScript the text is there to select."""
    context = browser.new_context(java_script_enabled=scripts, permissions=["clipboard-read", "clipboard-write"])
    context.set_default_timeout(8000)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{tool.site}/fr/embed")
    page.locator("#lang").select_option("nl")
    page.locator("#theme").select_option("leaf")
    page.locator("#h").select_option("3")
    page.locator("form .button").click()
    frame = page.frame_locator("main iframe")
    frame.locator("h3", has_text="Mag ik over de brug?").wait_for()
    snippet = page.locator("#growing").input_value()
    assert f'src="{tool.site}/embed/nl/bridge?h=3&amp;theme=leaf"' in snippet
    buttons = page.locator(".copy button")
    assert buttons.count() == (7 if scripts else 0)
    if scripts:
        buttons.nth(2).click()
        page.locator(".copied", has_text="Copié").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == snippet
    assert complaints == []
    context.close()


def test_the_snippets_work_as_they_are_given(page: "Page", host: Host, tool: Tool) -> None:
    """Each snippet, pasted into a host as the page for editors gives it, leads to the questionnaire."""
    page.goto(f"{tool.site}/nl/embed?h=2&theme=neutral")
    given = {name: page.locator(f"#{name}").input_value() for name in ("link", "plain", "growing")}
    page.goto(host.carry(given["link"]))
    page.locator("a").click()
    page.wait_for_url(f"{tool.site}/nl/bridge")
    for name in ("plain", "growing"):
        page.goto(host.carry(given[name].replace("<iframe ", '<iframe id="one" ')))
        page.frame_locator("#one").locator("button[value=start]").click()
        page.frame_locator("#one").locator("#answer-foot").wait_for()
    fits(page)
