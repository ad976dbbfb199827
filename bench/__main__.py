"""`make bench`: each figure beside a bare reference measured in the same run."""

from bench import answers, files, large, reports, site, workshops

if __name__ == "__main__":
    with site.running() as started:
        answers.run(started)
        large.run(started)
        reports.run(started)
        workshops.run(started)
    files.run()
