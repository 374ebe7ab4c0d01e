"""Files that commands write, and the clear word where they cannot."""

from pathlib import Path

from cirede.errors import WrongUseError


def save(name: str, data: bytes, *, anew: bool = False, cure: str = "give another file with -o") -> None:
    """Write a file; with `anew`, only where none stands yet. Raises: WrongUseError with the reason, and the cure."""
    try:
        with Path(name).open("xb" if anew else "wb") as file:
            file.write(data)
    except FileExistsError as error:
        message = f"'{name}' is there already and is not written over: {cure}"
        raise WrongUseError(message) from error
    except OSError as error:
        message = f"'{name}' cannot be written: {error.strerror}"
        raise WrongUseError(message) from error
