// Evaluated in a rendered page: ({limit}) => what its author wrote, with boxes in page pixels.
// `limit` is the height below which nothing is looked at.
({limit}) => {
  const SKIPPED = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'HEAD', 'OPTION', 'BR', 'WBR', 'LINK', 'META']);
  const ATOMS = new Set(['IMG', 'SVG', 'CANVAS', 'VIDEO', 'INPUT', 'SELECT', 'TEXTAREA', 'HR', 'PROGRESS', 'METER', 'IFRAME']);
  const pen = document.createElement('canvas').getContext('2d');
  const range = document.createRange();
  const nodes = [];
  const words = [];

  const pageBox = r => [r.left + scrollX, r.top + scrollY, r.right + scrollX, r.bottom + scrollY];
  const shown = (element, style) => element.checkVisibility({visibilityProperty: true, opacityProperty: true}) && style.opacity > 0.05;
  const asShown = (text, style) => style.textTransform === 'uppercase' ? text.toUpperCase()
    : style.textTransform === 'lowercase' ? text.toLowerCase() : text;

  // A text without blanks that goes on in the next line is one word in each.
  const readBroken = (node, piece, owner, style) => {
    let last = null;
    for (let index = piece.index; index < piece.index + piece[0].length; index++) {
      range.setStart(node, index);
      range.setEnd(node, index + 1);
      const r = range.getBoundingClientRect();
      if (r.width <= 0.5 || r.height <= 0.5) continue;
      const box = pageBox(r), character = asShown(node.data[index], style);
      if (last && Math.abs(box[1] - last.box[1]) < r.height / 2) {
        last.text += character;
        last.box = [Math.min(last.box[0], box[0]), last.box[1], Math.max(last.box[2], box[2]), last.box[3]];
      } else words.push(last = {text: character, box, node: owner});
    }
  };

  const readText = (node, owner, style) => {
    for (const piece of node.data.matchAll(/\S+/g)) {
      range.setStart(node, piece.index);
      range.setEnd(node, piece.index + piece[0].length);
      const found = [...range.getClientRects()].filter(r => r.width > 0.5 && r.height > 0.5);
      if (found.some(r => Math.abs(r.top - found[0].top) > r.height / 2)) readBroken(node, piece, owner, style);
      else if (found.length) words.push({text: asShown(piece[0], style), box: pageBox(found[0]), node: owner});
    }
  };

  // What Chromium itself writes before an element and after it: numbers of lists, separators, quotes.
  // Their place is no range's: it is what the element's own content leaves free.
  const readGenerated = (element, owner, style) => {
    const rect = element.getBoundingClientRect(), rtl = style.direction === 'rtl';
    range.selectNodeContents(element);
    const inner = [...range.getClientRects()].filter(r => r.width > 0.5 && r.height > 0.5);
    const first = inner[0] || rect, last = inner[inner.length - 1] || rect;
    const put = (text, left, right, line) => {
      if (text.trim() && right - left > 2) words.push({text: text.trim(), box: pageBox({left, right, top: line.top, bottom: line.bottom}), node: owner});
    };
    if (style.display === 'list-item' && style.listStylePosition === 'outside' && numbers[style.listStyleType]) {
      const siblings = [...element.parentElement.children].filter(child => child.tagName === element.tagName);
      const number = element.value > 0 ? element.value : (element.parentElement.start || 1) + siblings.indexOf(element);
      const text = numbers[style.listStyleType](number) + '.';
      const wide = 8 + 0.65 * parseFloat(style.fontSize) * text.length;
      if (rtl) put(text, rect.right, rect.right + wide, first);
      else put(text, rect.left - wide, rect.left, first);
    }
    for (const [name, before] of [['::before', true], ['::after', false]]) {
      const drawn = getComputedStyle(element, name), said = /^"([^"]*)"$/.exec(drawn.content);
      // Letters of icon fonts are in the private use area.
      if (!said || /[\ue000-\uf8ff]/.test(said[1]) || drawn.position === 'absolute' || drawn.display === 'none') continue;
      if (before !== rtl) put(said[1], rect.left, before ? first.left : last.left, before ? first : last);
      else put(said[1], before ? first.right : last.right, rect.right, before ? first : last);
    }
  };
  const letter = number => String.fromCharCode(96 + (number - 1) % 26 + 1);
  const numbers = {decimal: String, 'lower-alpha': letter, 'upper-alpha': number => letter(number).toUpperCase()};

  // A form field's text is in no text node: its place follows from padding and alignment.
  const readField = (field, owner, style) => {
    const hidden = ['checkbox', 'radio', 'range', 'color', 'image', 'hidden'];
    const own = {date: 'mm/dd/yyyy', time: '--:-- --', 'datetime-local': 'mm/dd/yyyy, --:-- --', file: 'No file chosen'};
    let text = '', button = null;
    if (field.tagName === 'SELECT') text = field.selectedOptions[0] ? field.selectedOptions[0].text : '';
    else if (hidden.includes(field.type)) return;
    else if (field.value) text = field.type === 'password' ? '' : field.value;
    else text = own[field.type] || field.placeholder || '';
    if (field.type === 'file') button = getComputedStyle(field, '::file-selector-button');
    if (!text.trim()) return;
    const px = name => parseFloat(style[name]) || 0;
    const [left, top, right, bottom] = pageBox(field.getBoundingClientRect());
    pen.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const rtl = style.direction === 'rtl' && field.type !== 'email' && field.type !== 'url' && field.type !== 'tel';
    const centred = ['submit', 'button', 'reset'].includes(field.type) || style.textAlign === 'center';
    const size = px('fontSize') * 1.2;
    let x = left + px('borderLeftWidth') + px('paddingLeft') + (field.tagName === 'SELECT' && style.appearance !== 'none' ? 4 : 0);
    if (centred) x = (left + right - pen.measureText(text).width) / 2;
    const y = field.tagName === 'TEXTAREA' ? top + px('borderTopWidth') + px('paddingTop') : (top + bottom - size) / 2;
    const blank = pen.measureText(' ').width;
    if (own[field.type] && !button && !field.value) {
      // Chromium sets the parts of a date its own way, up to the icon at the end.
      words.push({text: text.replaceAll(' ', ''), box: [x, y, right - 26, y + size], node: owner});
      return;
    }
    if (button) {
      const side = name => parseFloat(button[name]) || 0;
      const inner = pen.measureText('Choose File').width;
      x += side('marginLeft') + side('borderLeftWidth') + side('paddingLeft');
      words.push({text: 'Choose', box: [x, y, x + pen.measureText('Choose').width, y + size], node: owner});
      words.push({text: 'File', box: [x + inner - pen.measureText('File').width, y, x + inner, y + size], node: owner});
      x += inner + side('paddingRight') + side('borderRightWidth') + side('marginRight');
    }
    if (rtl && !centred && !button) {
      x = right - px('borderRightWidth') - px('paddingRight');
      for (const word of text.trim().split(/\s+/)) {
        const width = pen.measureText(word).width;
        if (x - width < left) break;
        words.push({text: word, box: [x - width, y, x, y + size], node: owner});
        x -= width + blank;
      }
      return;
    }
    for (const word of asShown(text, style).trim().split(/\s+/)) {
      const width = pen.measureText(word).width;
      if (x + width > right) break;
      words.push({text: word, box: [x, y, x + width, y + size], node: owner});
      x += width + blank;
    }
  };

  const decorated = style => style.backgroundImage !== 'none' || parseFloat(style.borderTopWidth) > 0
    || !/rgba\(.*, 0\)|transparent/.test(style.backgroundColor);

  const visit = (element, parent, depth) => {
    if (SKIPPED.has(element.tagName.toUpperCase()) || depth > 60) return;
    const style = getComputedStyle(element);
    if (style.display === 'none' || !shown(element, style) && style.display !== 'contents') return;
    const tag = element.tagName.toLowerCase();
    const rect = element.getBoundingClientRect(), box = pageBox(rect);
    if (box[1] >= limit) return;
    const index = nodes.length;
    const atom = ATOMS.has(element.tagName.toUpperCase())
      || !element.childNodes.length && decorated(style) && rect.width >= 6 && rect.height >= 6;
    const layout = tag === 'table' && (/presentation|none/.test(element.getAttribute('role') || '') || !!element.querySelector('table')
      || element.rows.length < 2 || Math.max(...[...element.rows].map(row => row.cells.length)) < 2);
    nodes.push({tag, kind: tag === 'input' ? element.type : '', role: element.dataset.role || '', box, parent, atom, layout,
      checked: !!element.checked, hint: !!(element.placeholder && !element.value)});
    if (['INPUT', 'SELECT', 'TEXTAREA'].includes(element.tagName)) readField(element, index, style);
    if (atom) return;
    readGenerated(element, index, style);
    for (const child of element.childNodes) {
      if (child.nodeType === 3) readText(child, index, style);
      else if (child.nodeType === 1) visit(child, index, depth + 1);
    }
  };
  visit(document.body, -1, 0);
  return {nodes, words: words.filter(word => word.box[3] <= limit + 2)};
}
