import numpy as np

from dice import dice
from limner_adapters.data.components import cut_component
from limner_adapters.data.renderer import DrawnPage
from limner_adapters.data.truth import TrueNode, TrueWord, Truth
from limner_server.layout.element import Role
from limner_server.perception.scene import Box


def page() -> DrawnPage:
    """A card with a title and a button on a large page, and a word far from it."""
    nodes = [
        TrueNode(None, Box(0, 0, 1000, 800), -1, atom=False),
        TrueNode(Role.ARTICLE, Box(300, 200, 500, 300), 0, atom=False),
        TrueNode(Role.H3, Box(310, 210, 420, 230), 1, atom=False),
        TrueNode(Role.BUTTON, Box(310, 250, 400, 280), 1, atom=False),
        TrueNode(Role.P, Box(10, 700, 90, 720), 0, atom=False),
    ]
    words = [
        TrueWord("Title", Box(310, 212, 360, 228), 2),
        TrueWord("Save", Box(320, 257, 360, 273), 3),
        TrueWord("far", Box(10, 702, 40, 718), 4),
    ]
    pixels = np.full((800, 1000, 3), 255, np.uint8)
    pixels[200:300, 300:500] = (0, 90, 200)
    return DrawnPage(pixels, Truth(nodes, words))


def test_a_component_is_cut_out_with_its_truth():
    cut = cut_component(page(), dice(1))

    margin = (cut.pixels.shape[0] - 100) // 2
    assert cut.pixels.shape[:2] == (100 + 2 * margin, 200 + 2 * margin)
    assert (cut.pixels[margin, margin] == (0, 90, 200)).all()
    assert [node.role for node in cut.truth.nodes] == [None, Role.ARTICLE, Role.H3, Role.BUTTON]
    assert [node.parent for node in cut.truth.nodes] == [-1, 0, 1, 1]
    assert cut.truth.nodes[1].box == Box(margin, margin, margin + 200, margin + 100)
    assert [(word.text, word.node) for word in cut.truth.words] == [("Title", 2), ("Save", 3)]


def test_a_page_without_components_gives_none():
    small = page()
    small.truth.words.clear()

    assert cut_component(small, dice(1)) is None
