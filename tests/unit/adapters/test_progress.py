from limner_adapters.data.progress import Made, Progress


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_pace_size_and_time_left_are_told():
    told, clock = [], Clock()
    progress = Progress(1000, 100, told.append, clock)

    clock.now = 50.0
    progress.add(Made(100, 230, 3, 700_000))

    (line,) = told
    assert line == (
        "200 of 1,000 pages (20%), 2.0 a second, 230 questions, 7.0 kB a page, "
        "3 pictures not read, 7 min left"
    )


def test_lines_are_few_but_the_last_one_comes():
    told, clock = [], Clock()
    progress = Progress(30, 0, told.append, clock)

    for second in (1.0, 2.0, 3.0):
        clock.now = second
        progress.add(Made(10, 20, 0, 60_000))

    assert told == ["30 of 30 pages (100%), 10.0 a second, 60 questions, 6.0 kB a page"]


def test_hours_are_told_as_such():
    told, clock = [], Clock()
    progress = Progress(100_000, 0, told.append, clock)

    clock.now = 100.0
    progress.add(Made(100, 200, 0, 700_000))

    assert told[0].endswith("27 h 45 min left")
