"""`make bench`: each figure beside a bare reference measured in the same run."""

from bench import answers, site

if __name__ == "__main__":
    with site.running() as started:
        answers.run(started)
