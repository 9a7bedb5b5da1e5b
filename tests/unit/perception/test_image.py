import base64
import io

import numpy as np
import pytest
from PIL import Image

import bad_pictures
from limner_server.errors import ImageError
from limner_server.perception.image import MAX_PIXELS, load_image
from limner_server.perception.scene import Box


def encode(image, file_format, **options):
    buffer = io.BytesIO()
    image.save(buffer, file_format, **options)
    return buffer.getvalue()


def two_colours():
    """Red on the left, blue on the right, twice as wide as high."""
    image = Image.new("RGB", (16, 8), (255, 0, 0))
    image.paste((0, 0, 255), (8, 0, 16, 8))
    return image


@pytest.mark.parametrize("file_format", ["PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF"])
def test_every_format_gives_the_same_picture(file_format):
    picture = load_image(encode(two_colours(), file_format))

    assert picture.pixels.shape == (8, 16, 3)
    assert picture.pixels.dtype == np.uint8
    np.testing.assert_allclose(picture.pixels[4, 3], (255, 0, 0), atol=60)
    np.testing.assert_allclose(picture.pixels[4, 12], (0, 0, 255), atol=60)


def test_a_path_gives_the_picture_its_name(tmp_path):
    path = tmp_path / "page.png"
    two_colours().save(path)

    assert load_image(path).name == "page.png"
    assert load_image(str(path)).width == 16


@pytest.mark.parametrize("blank", ["", "\n "])
def test_a_data_uri_is_read_also_where_it_was_wrapped(blank):
    body = base64.b64encode(encode(two_colours(), "PNG")).decode()
    uri = f"data:image/png;base64,{body[:20]}{blank}{body[20:]}"

    assert load_image(uri).pixels.shape == (8, 16, 3)


def test_exif_rotation_is_applied():
    exif = Image.Exif()
    exif[0x0112] = 6  # lying on its side: turn clockwise to see it

    picture = load_image(encode(two_colours(), "JPEG", exif=exif))

    assert (picture.width, picture.height) == (8, 16)
    assert picture.pixels[2, 4, 0] > 200


def test_transparency_is_laid_on_white():
    clear = Image.new("RGBA", (4, 4), (0, 0, 0, 0))
    half = Image.new("RGBA", (4, 4), (0, 0, 0, 128))

    assert load_image(encode(clear, "PNG")).pixels.min() == 255
    assert 120 < load_image(encode(half, "PNG")).pixels.mean() < 135


def test_palettes_are_resolved_with_their_transparent_colour():
    image = Image.new("P", (4, 4), 1)
    image.putpalette([255, 255, 255, 10, 20, 30])
    opaque = load_image(encode(image, "PNG"))
    clear = load_image(encode(image, "PNG", transparency=1))

    assert tuple(opaque.pixels[0, 0]) == (10, 20, 30)
    assert tuple(clear.pixels[0, 0]) == (255, 255, 255)


def test_sixteen_bits_are_scaled_not_clipped():
    values = np.linspace(0, 65535, 256).astype(np.uint16)[None].repeat(4, axis=0)

    picture = load_image(encode(Image.fromarray(values), "PNG"))

    np.testing.assert_allclose(picture.pixels[0, :, 0], np.arange(256), atol=1)


def test_a_crop_stays_inside_the_picture():
    picture = load_image(encode(two_colours(), "PNG"))

    assert picture.crop(Box(-5, -5, 4, 4)).pixels.shape == (4, 4, 3)
    assert picture.crop(Box(90, 90, 99, 99)).pixels.shape == (1, 1, 3)
    assert load_image(picture.png()).pixels.tolist() == picture.pixels.tolist()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("missing.png", "There is no file"),
        ("folder.png", "is a folder"),
        ("empty.png", "is empty"),
        ("truncated.png", "damaged"),
        ("text.png", "not a picture"),
        ("bomb.png", "too large"),
    ],
)
def test_what_is_no_picture_is_explained_in_one_line(tmp_path, name, message):
    path = bad_pictures.write_unreadable(tmp_path)[name]

    with pytest.raises(ImageError, match=message) as caught:
        load_image(path)

    assert caught.value.remedy
    assert "\n" not in str(caught.value)


def test_a_picture_above_the_limit_is_refused_before_it_is_decoded():
    side = int(MAX_PIXELS**0.5) + 1

    with pytest.raises(ImageError, match="too large"):
        load_image(bad_pictures.bomb(side))


@pytest.mark.parametrize("uri", ["data:image/png;base64", "data:image/png;base64,%%%", "data:,x"])
def test_a_broken_data_uri_is_explained(uri):
    with pytest.raises(ImageError):
        load_image(uri)


def test_the_network_is_never_asked():
    with pytest.raises(ImageError, match="never fetched"):
        load_image("https://page.invalid/picture.png")


def test_hostile_bytes_are_image_errors_whatever_the_decoder_makes_of_them():
    """Every format with bytes flipped: an `ImageError` or a picture, nothing else."""
    dice = np.random.default_rng(3)
    for file_format in ["PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF"]:
        whole = np.frombuffer(encode(two_colours(), file_format), np.uint8)
        for _ in range(60):
            broken = whole.copy()
            places = dice.integers(0, len(whole), 4)
            broken[places] = dice.integers(0, 256, 4)
            try:
                picture = load_image(broken.tobytes())
            except ImageError:
                continue
            assert picture.pixels.shape[2] == 3
