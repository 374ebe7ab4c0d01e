# ruff: noqa: INP001 - a script, not a package
"""Draw the pictures that a shared link shows, one for each language, from the words, the font and the mark of the site.

Run it after a change of the title or of the mark: `.venv/bin/python tools/share_pictures.py`. It needs
Chromium.
"""

import os
from pathlib import Path

from playwright.sync_api import sync_playwright

from cirede_api import create_app
from cirede_api.words import read_words

STATIC = Path(__file__).resolve().parents[1] / "api" / "cirede_api" / "static"
PAGE = """<!doctype html><meta charset="utf-8"><style>
@font-face {{ font-family: own; src: url("fonts/atkinson-hyperlegible-next-regular.woff2"); }}
@font-face {{ font-family: own; src: url("fonts/atkinson-hyperlegible-next-bold.woff2"); font-weight: 700; }}
body {{ display: flex; flex-direction: column; justify-content: space-between; box-sizing: border-box;
  width: 1200px; height: 630px; margin: 0; padding: 72px 88px 64px; border-left: 28px solid #0b5a4f;
  background: #f6f5f1; color: #17211f; font-family: own; }}
.brand {{ display: flex; align-items: center; gap: 22px; color: #0b5a4f; font-size: 46px; font-weight: 700; }}
h1 {{ margin: 0; font-size: 82px; line-height: 1.12; letter-spacing: -.015em; text-wrap: balance; }}
p {{ margin: 0; color: #4d5a57; font-size: 34px; }}
</style><div class="brand"><svg viewBox="0 0 40 40" width="72" height="72"><circle cx="20" cy="20" r="14" fill="none"
stroke="currentColor" stroke-width="6" stroke-dasharray="66 22" transform="rotate(-58 20 20)"/><path d="M27 1.5 36.5 12 23 15.5z"
fill="currentColor"/></svg>{name}</div><h1>{title}</h1><p>{lead}</p>"""


def main() -> None:
    """Draw and save the pictures."""
    app = create_app()
    with sync_playwright() as playwright:
        chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1200, "height": 630})
        for lang, words in read_words(app.jinja_env).items():
            drawing = STATIC / f"share-{lang}.html"
            title = words.home_title.replace(" ?", "\u00a0?").replace(" :", "\u00a0:")
            drawing.write_text(PAGE.format(name="CiRèDe", title=title, lead=words.share_lead), encoding="utf-8")
            page.goto(drawing.as_uri())
            page.evaluate("document.fonts.ready")
            page.screenshot(path=STATIC / f"share-{lang}.png")
            drawing.unlink()
        browser.close()


if __name__ == "__main__":
    main()
