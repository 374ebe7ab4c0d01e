"""How long a save takes to be seen in the preview: from the file on disk to the page with the new words."""

import shutil
import tempfile
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from threading import Event, Thread
from time import perf_counter, sleep

from waitress import create_server

from cirede.loader.catalogue import find_content
from cirede.settings import Settings
from cirede_api.desk import Desk
from cirede_api.draft import Draft
from cirede_api.preview import watch

ROUNDS = 9
_TREE = "waste-status"
_PLACE = f"/fr/{_TREE}?submit=start"


def previewing() -> list[tuple[str, str, str]]:
    """Time saves of the tree to which every other one leads, so that all are made ready again."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for part in ("trees", "rules"):
            shutil.copytree(find_content() / part, root / part)
        desk = Desk()
        desk.draft = Draft(Settings(content=root), desk.words())
        server = create_server(desk, host="127.0.0.1", port=0)
        stop = Event()
        watching = Thread(target=watch, args=(desk.draft,), kwargs={"stop": stop})
        Thread(target=server.run, daemon=True).start()
        watching.start()
        times = [_save(desk.draft, root, int(server.effective_port), number) for number in range(ROUNDS)]
        stop.set()
        watching.join()
        server.close()
    how = f"{_TREE}, at worst {max(times) * 1e3:.0f} ms; file saved to page received, a real server"
    return [("a save, until the preview shows it", f"{median(times) * 1e3:.0f} ms", how)]


def _save(draft: Draft, root: Path, port: int, number: int) -> float:
    """Give the seconds from one save to the page that shows it, begun when nothing else is being done."""
    settled = ""
    while draft.app is None or settled != draft.revision:
        settled = draft.revision
        sleep(3)
    path = root / "trees" / f"{_TREE}.yaml"
    before, words = path.read_text("utf-8"), f"Essai {number}"
    start = before.index('fr: "', before.index("    ask:")) + 5
    begin = perf_counter()
    path.write_text(before[:start] + words + before[start:], "utf-8")
    draft.wait(settled, 60)
    connection = HTTPConnection("127.0.0.1", port)
    connection.request("GET", _PLACE)
    page = connection.getresponse().read().decode()
    passed = perf_counter() - begin
    connection.close()
    if words not in page:
        message = f"the page does not show '{words}'"
        raise AssertionError(message)
    return passed
