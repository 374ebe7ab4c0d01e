"""When the first question can be read on a slow phone: Chromium with a throttled network and processor."""

import os
import threading
from pathlib import Path
from statistics import median

from waitress import create_server

from cirede_api import create_app

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
PAGE = "/fr/waste-status?submit=start"
ROUNDS = 9
SLOWER = 4
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
"""What Lighthouse calls slow 4G: 1.6 Mbit/s down, 750 kbit/s up, 150 ms there and back."""
PAINTED = """new Promise((done) => new PerformanceObserver((list) => {
    const all = list.getEntries(); done(all[all.length - 1].startTime);
}).observe({ type: "largest-contentful-paint", buffered: true }))"""
Row = tuple[str, str, str]


def phone() -> list[Row]:
    """Open the first question with an empty cache, several times, and take when its largest text was painted."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - a part loads what it measures

    server = create_server(create_app(), host="127.0.0.1", port=0)
    threading.Thread(target=server.run, daemon=True).start()
    times: list[float] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"])
        for _ in range(ROUNDS + 1):
            context = browser.new_context(viewport={"width": 360, "height": 640}, device_scale_factor=2, is_mobile=True)
            page = context.new_page()
            throttle = context.new_cdp_session(page)
            throttle.send("Network.enable")
            throttle.send("Network.emulateNetworkConditions", NETWORK)
            throttle.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
            page.goto(f"http://127.0.0.1:{server.effective_port}{PAGE}")
            times.append(float(page.evaluate(PAINTED)))
            context.close()
        browser.close()
    server.close()
    how = f"largest paint; 1.6 Mbit/s, 150 ms, processor {SLOWER} times slower"
    return [("the first question on a phone", f"readable after {median(times[1:]):.0f} ms", how)]
