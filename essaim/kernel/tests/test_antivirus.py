import socket
import struct
import sys
import threading

import pytest

from essaim.kernel import antivirus

CONTENT = b"a" * 100_000


def clamd(folder, answer):
    """Start a server that reads one file as clamd does and says `answer`; return its address and what it read."""
    path, read = str(folder / "clamd"), []
    server = socket.socket(socket.AF_UNIX)
    server.bind(path)
    server.listen()

    def serve():
        line, _ = server.accept()
        with server, line, line.makefile("rb") as stream:
            assert stream.read(10) == b"zINSTREAM\0"
            while size := struct.unpack("!I", stream.read(4))[0]:
                read.append(stream.read(size))
            line.sendall(answer)

    threading.Thread(target=serve, daemon=True).start()
    return f"unix://{path}", read


def test_without_an_antivirus_everything_passes(settings):
    settings.ANTIVIRUS = ""
    assert antivirus.is_clean(CONTENT)


@pytest.mark.parametrize(("answer", "clean"), [(b"stream: OK\0", True), (b"stream: Eicar-Test FOUND\0", False)])
def test_clamd_reads_the_whole_file_and_says(settings, tmp_path, answer, clean):
    settings.ANTIVIRUS, read = clamd(tmp_path, answer)
    assert (antivirus.is_clean(CONTENT), b"".join(read)) == (clean, CONTENT)


@pytest.mark.parametrize("answer", [b"", b"INSTREAM size limit exceeded. ERROR\0"])
def test_an_answer_that_is_neither_yes_nor_no_lets_nothing_pass(settings, tmp_path, answer):
    settings.ANTIVIRUS, _read = clamd(tmp_path, answer)
    with pytest.raises(antivirus.Silent):
        antivirus.is_clean(CONTENT)


@pytest.mark.parametrize("chosen", ["unix:///nowhere/clamd", "tcp://127.0.0.1:1", "/nowhere/clamscan -", "'unclosed"])
def test_an_antivirus_that_is_not_there_lets_nothing_pass(settings, chosen):
    settings.ANTIVIRUS = chosen
    with pytest.raises(antivirus.Silent):
        antivirus.is_clean(CONTENT)


@pytest.mark.parametrize(("code", "clean"), [(0, True), (1, False)])
def test_a_command_reads_the_file_on_its_input(settings, code, clean):
    told = f"import sys; sys.exit({code} if len(sys.stdin.buffer.read()) == 100000 else 2)"
    settings.ANTIVIRUS = f'{sys.executable} -c "{told}"'
    assert antivirus.is_clean(CONTENT) == clean


def test_a_command_that_fails_lets_nothing_pass(settings):
    settings.ANTIVIRUS = f'{sys.executable} -c "import sys; sys.exit(2)"'
    with pytest.raises(antivirus.Silent):
        antivirus.is_clean(CONTENT)
