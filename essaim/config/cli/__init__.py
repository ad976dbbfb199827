"""The command `essaim`: the site from a terminal. Exit status 0 done, 1 refused in one sentence, 2 wrong use."""

import argparse
import sys
from pathlib import Path

import psycopg
from django import db

from essaim.config.cli import opening, serving
from essaim.kernel import database


def main(arguments: list[str] | None = None) -> int:
    """Do what the words ask and return the exit status."""
    words = sys.argv[1:] if arguments is None else arguments
    try:
        if words[:1] == ["manage"]:  # everything after it is Django's
            return opening.manage(words[1:])
        options = parser().parse_args(words)
        return run(options)
    except KeyboardInterrupt:
        return refuse("Interrupted.")
    except opening.Refused as refusal:
        return refuse(str(refusal), refusal.status)
    except database.Unavailable as refusal:
        return refuse(str(refusal))
    except (psycopg.Error, db.Error) as trouble:
        return refuse(f"The database refused: {str(trouble).strip().splitlines()[0]}")
    except OSError as trouble:
        return refuse(f"{trouble.filename or 'The system'}: {trouble.strerror}.")


def refuse(sentence: str, status: int = 1) -> int:
    """Say why not, and return the status of a refusal."""
    print(f"essaim: {sentence}", file=sys.stderr)
    return status


def run(options: argparse.Namespace) -> int:
    """Run the parsed command."""
    if options.command == "serve":
        return serving.serve(
            data_dir=options.data_dir, port=options.port, demo=options.demo, with_worker=not options.no_worker
        )
    if options.command == "token":
        narrowed = {"organisation": options.organisation} if options.organisation else {}
        return opening.call("token_create", options.email, data_dir=options.data_dir, **narrowed)
    if options.action == "export":
        written = {"form": options.format, "output": options.output}
        return opening.call("framework_export", options.code, data_dir=options.data_dir, **written)
    if options.action == "withdraw":
        return opening.call("framework_withdraw", options.code, data_dir=options.data_dir, reason=options.reason)
    files = [vars(options)[name] for name in ("file", "old", "new", "code") if name in options]
    on_files_alone = options.action in {"check", "diff"} and not any("@" in name for name in files)
    return opening.call(
        f"framework_{options.action}", *files, data_dir=options.data_dir, with_database=not on_files_alone
    )


def parser() -> argparse.ArgumentParser:
    """Return the reader of the command line."""
    parser = argparse.ArgumentParser(prog="essaim", description="Run and tend the site.")
    place = argparse.ArgumentParser(add_help=False)
    place.add_argument(
        "--data-dir", type=Path, metavar="DIR", help="database, files and secrets (ESSAIM_DATA_DIR, ./var)"
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    serve = commands.add_parser("serve", parents=[place], help="database, site and worker in one supervised process")
    serve.add_argument("--port", type=port, default=8000, metavar="N", help="8000 by default, on this machine alone")
    serve.add_argument("--demo", action="store_true", help="with the demonstration story")
    serve.add_argument("--no-worker", action="store_true", help="another process does the jobs")

    token = commands.add_parser("token", help="API tokens").add_subparsers(dest="action", required=True)
    create = token.add_parser("create", parents=[place], help="print a new token, alone on the last line")
    create.add_argument("email", metavar="EMAIL")
    create.add_argument("--organisation", metavar="SLUG", help="narrow the token to one organisation")

    framework = commands.add_parser("framework", help="referentials").add_subparsers(dest="action", required=True)
    framework.add_parser("list", parents=[place], help="name the published ones")
    for action, meaning in (("check", "say what is wrong in a file"), ("load", "check a file and publish it")):
        framework.add_parser(action, parents=[place], help=meaning).add_argument("file", metavar="FILE")
    export = framework.add_parser("export", parents=[place], help="write a published one as a file")
    export.add_argument("code", metavar="CODE")
    export.add_argument("--format", choices=("yaml", "xlsx", "ciso-yaml"), default="yaml", help="yaml by default")
    export.add_argument("--output", metavar="FILE", default="", help="the terminal, or what follows “>”, by default")
    diff = framework.add_parser("diff", parents=[place], help="say what becomes of each answer in another version")
    diff.add_argument("old", metavar="OLD", help="a file, or CODE@VERSION for a published one")
    diff.add_argument("new", metavar="NEW", help="a file, or CODE@VERSION for a published one")
    withdraw = framework.add_parser(
        "withdraw", parents=[place], help="take one out of the catalogue; its page says why"
    )
    withdraw.add_argument("code", metavar="CODE")
    withdraw.add_argument("--reason", required=True, metavar="TEXT", help="what its page says, in one sentence")
    restore = framework.add_parser("restore", parents=[place], help="put a withdrawn one back in the catalogue")
    restore.add_argument("code", metavar="CODE")

    commands.add_parser("manage", help="Django's own commands", add_help=False)
    return parser


def port(text: str) -> int:
    """Return the port number the text says."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port between 1 and 65535")
    return int(text)
