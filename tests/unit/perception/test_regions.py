import numpy as np

from limner_server.perception.regions import connected_regions


def test_each_colour_has_its_own_regions():
    pixels = np.zeros((6, 9, 3), np.uint8)
    pixels[1:4, 2:5] = (200, 0, 0)
    pixels[5, 8] = (0, 0, 9)

    regions = connected_regions(pixels)

    index = regions.labels[2, 3]
    assert len(regions.area) == 3
    assert regions.area[index] == 9
    assert tuple(regions.boxes[index]) == (2, 1, 5, 4)
    assert tuple(regions.colours[index]) == (200, 0, 0)
    assert regions.mask(index).all()


def test_regions_do_not_touch_by_corners():
    pixels = np.zeros((2, 2, 3), np.uint8)
    pixels[0, 0] = pixels[1, 1] = 255

    assert len(connected_regions(pixels).area) == 4


def test_a_tolerance_follows_gradients_along_its_own_direction():
    pixels = np.zeros((20, 30, 3), np.uint8)
    pixels += (np.arange(20, dtype=np.uint8) * 2)[:, None, None]

    assert len(connected_regions(pixels).area) == 20
    assert len(connected_regions(pixels, across=2).area) == 20
    assert len(connected_regions(pixels, down=2).area) == 1


def test_a_single_pixel_is_a_region():
    regions = connected_regions(np.full((1, 1, 3), 7, np.uint8))

    assert regions.area.tolist() == [1]
    assert regions.boxes.tolist() == [[0, 0, 1, 1]]


def test_regions_are_numbered_by_their_first_pixel():
    pixels = np.zeros((4, 7, 3), np.uint8)
    pixels[1:, 1] = pixels[3, 1:4] = pixels[0:4, 3] = (9, 9, 9)

    regions = connected_regions(pixels)

    _, first = np.unique(regions.labels, return_index=True)
    assert (np.diff(first) > 0).all()
    # A region that is met twice before its ends join is one all the same.
    assert regions.labels[1, 1] == regions.labels[0, 3]
