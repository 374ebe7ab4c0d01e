"""The unit of systemd: what it starts is there on a machine that has nothing but Debian and the program."""

from tests.test_docs import ROOT


def commands() -> list[str]:
    """Give the commands that the service runs."""
    lines = (ROOT / "deploy" / "cirede.service").read_text("utf-8").splitlines()
    return [line.partition("=")[2] for line in lines if line.startswith("Exec")]


def test_its_commands_need_no_further_package() -> None:
    """Every command is the program's own or the shell: an empty Debian has no kill outside its shell."""
    assert len(commands()) == 3
    for command in commands():
        program = command.split()[0]
        assert program == "/bin/sh" or program.startswith("/opt/cirede/current/.venv/bin/"), command


def test_a_reload_checks_before_it_replaces() -> None:
    """The first command of a reload reads everything; only the second one tells the main process to begin anew."""
    start, check, signal = commands()
    assert check == start.replace("gunicorn -c", "gunicorn --check-config -c")
    assert signal == '/bin/sh -c "kill -HUP ${MAINPID}"'
