/**
 * Scroll until `target` can be seen: no further than need be, or to the middle.
 *
 * `scrollIntoView` would scroll the frames around the page as well, by the few pixels that they can.
 */
export function scrollWithin(scroller: HTMLElement, target: Element, toMiddle = false): void {
  const outer = scroller.getBoundingClientRect();
  const inner = target.getBoundingClientRect();
  const [above, below] = [inner.top - outer.top, inner.bottom - outer.bottom];
  if (above >= 0 && below <= 0) return;
  if (toMiddle) scroller.scrollTop += (above + below) / 2;
  else if (above < 0 || inner.height > outer.height) scroller.scrollTop += above;
  else scroller.scrollTop += below;
}
