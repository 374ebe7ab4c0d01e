"""The command that shows the site to whoever writes it, and loads it again at every save."""

import json
import sys
from contextlib import suppress
from threading import Event, Thread
from typing import TYPE_CHECKING

from cirede.errors import UnknownNameError
from cirede.exchange.json_schema import json_schema
from cirede.loader.vocabulary import read_vocabulary
from cirede.settings import as_port
from cirede_api.serve import CONNECTIONS, THREADS, opened

if TYPE_CHECKING:
    import argparse

    from cirede.settings import Settings
    from cirede_api.draft import Draft

PAUSE = 0.1
"""Seconds between two looks at the files."""


class Preview:
    """Serve the site with live reload: the last sound version, and every problem beside its question."""

    help = (
        "see the site while you write it: every save is shown at once, with its problems\n\n"
        "examples:\n  cirede preview\n  cirede preview waste-status --lang fr\n\n"
        "While a file is broken, the last sound version stays; all problems stand on /preview/. Schemas that were written with\n"
        "`cirede schema` are kept up to date."
    )

    def add_arguments(self, parser: "argparse.ArgumentParser") -> None:
        """Declare the tree to begin with, and where to listen."""
        parser.add_argument("tree", nargs="?", help="the tree to begin with")
        parser.add_argument("--lang", choices=("fr", "nl", "en"), default="fr", help="the language to begin with (fr)")
        parser.add_argument("--port", help="the port to listen on (PORT, else 8000)")

    def run(self, args: "argparse.Namespace", settings: "Settings") -> int:
        """Serve until interrupted. Raises: WrongUseError where the port cannot be listened on, UnknownNameError."""
        from waitress import create_server  # noqa: PLC0415 - only who serves pays for it

        from cirede_api.desk import STREAMS, Desk  # noqa: PLC0415 - only who serves pays for it
        from cirede_api.draft import Draft  # noqa: PLC0415 - only who serves pays for it

        port = as_port(args.port) if args.port else settings.port
        desk = Desk()
        draft = Draft(settings, desk.words())
        known = {path.stem for path in (draft.root / "trees").glob("*.yaml")} - {"everyday", "notice"}
        if args.tree and args.tree not in known:
            raise UnknownNameError("tree", args.tree, sorted(known))
        listening = opened("127.0.0.1", port)
        desk.draft = draft
        Thread(target=watch, args=(draft,), daemon=True).start()
        server = create_server(
            desk, sockets=[listening], threads=THREADS + STREAMS, connection_limit=CONNECTIONS, asyncore_use_poll=True,
            ident=None, clear_untrusted_proxy_headers=True,
        )  # fmt: skip
        place = f"{args.lang}/{args.tree or ''}"
        print(f"preview: http://127.0.0.1:{port}/{place} (problems: /preview/, Ctrl-C to stop)", file=sys.stderr, flush=True)
        try:
            server.run()
        except KeyboardInterrupt:
            server.close()
        return 0


def watch(draft: "Draft", *, pause: float = PAUSE, stop: Event | None = None) -> None:
    """Read the content, then again whenever a file of it changed, until `stop`; for a thread of its own."""
    stop = stop or Event()
    seen = None
    while not stop.wait(pause):
        now = draft.state()
        if now != seen:
            seen = now
            catalogue = draft.read()
            keep_schemas(draft)
            if catalogue and draft.state() == seen:
                draft.look_closer(catalogue)


def keep_schemas(draft: "Draft") -> None:
    """Write those schemas again that stand beside their trees already; what cannot be written is left."""
    for file in sorted((draft.root / "trees" / ".schema").glob("*.json")):
        tree = draft.root / "trees" / f"{file.stem}.yaml"
        if tree.exists():
            text = json.dumps(json_schema(read_vocabulary(tree, draft.root)), ensure_ascii=False, indent=1) + "\n"
            with suppress(OSError):
                file.write_text(text, "utf-8")


command = Preview()
