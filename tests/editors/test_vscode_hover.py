"""Code that came from a picture shows under the mouse which part of it a line draws."""

from playwright.sync_api import expect

PAGE = "<main>\n  \n</main>\n"


def test_a_hover_shows_the_part_of_the_picture(vscode, shot):
    vscode.open("hovered.html", PAGE)
    vscode.go_to("hovered.html", 2, 3)
    vscode.paste(shot)
    vscode.until(lambda: "from-" in vscode.text("hovered.html"), "the code")
    lines = vscode.saved("hovered.html").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if "Order now" in text)
    vscode.go_to("hovered.html", line, 8)

    vscode.press("Control+K", "Control+I")

    hover = vscode.page.locator(".monaco-hover").filter(has_text="pixels of")
    part = hover.locator("img").first
    expect(part).to_be_visible()
    width, height = part.evaluate(
        "image => image.decode().then(() => [image.naturalWidth, image.naturalHeight])"
    )
    assert 150 < width < 180
    assert 30 < height < 60
