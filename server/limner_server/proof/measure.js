// Evaluated in the rendered page: ({limit}) => what stands where, in page pixels.
// `limit` is the height below which nothing is looked at.
({limit}) => {
  const MAX_LINES = 4000;
  const MAX_ELEMENTS = 8000;
  const UNSEEN = 'script,style,noscript,template,title,head,option,optgroup,textarea,select,iframe,object,datalist';
  const NOT_BOXES = new Set(['br', 'wbr', 'script', 'style', 'noscript', 'template', 'link', 'meta', 'title', 'option',
    'optgroup', 'source', 'col', 'colgroup', 'param', 'track']);
  const UNTYPED = new Set(['checkbox', 'radio', 'range', 'color', 'file', 'image', 'hidden']);
  // How "visually hidden" texts are written: clipped to nothing.
  const HIDING_PATH = /inset\((50|100)%|circle\(0/;
  const HIDING_CLIP = /rect\((0|1)px,? (0|1)px,? (0|1)px,? (0|1)px\)/;
  const root = document.body || document.documentElement;
  const pageWidth = document.documentElement.clientWidth || innerWidth;
  const squash = text => text.replace(/[\s\u00a0\u200b\ufeff]+/g, ' ').trim();

  const remember = compute => {
    const known = new Map();
    return key => {
      if (!known.has(key)) known.set(key, compute(key));
      return known.get(key);
    };
  };
  const styleOf = remember(element => getComputedStyle(element));
  const opacityOf = remember(element => {
    let opacity = 1;
    for (let e = element; e; e = e.parentElement) opacity *= parseFloat(styleOf(e).opacity);
    return opacity;
  });
  const isShown = remember(element =>
    element.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true}) && opacityOf(element) > 0.02);

  const pageBox = rect => [rect.left + scrollX, rect.top + scrollY, rect.right + scrollX, rect.bottom + scrollY];
  const meet = (a, b) => [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];
  const area = box => Math.max(box[2] - box[0], 0) * Math.max(box[3] - box[1], 0);
  const around = boxes => [Math.min(...boxes.map(b => b[0])), Math.min(...boxes.map(b => b[1])),
    Math.max(...boxes.map(b => b[2])), Math.max(...boxes.map(b => b[3]))];

  // What the clipping ancestors leave visible; a positioned box escapes clippers that do not contain it.
  const windowOf = remember(element => {
    let window = [0, 0, pageWidth, limit];
    let position = styleOf(element).position;
    for (let e = element; e && e !== root && e !== document.documentElement; e = e.parentElement) {
      const style = styleOf(e);
      if (e !== element) {
        if (position === 'fixed' || (position === 'absolute' && style.position === 'static')) continue;
        position = style.position;
      }
      if (style.display === 'inline') continue;
      if (HIDING_PATH.test(style.clipPath) || HIDING_CLIP.test(style.clip)) return [0, 0, 0, 0];
      if (style.overflowX !== 'visible' || style.overflowY !== 'visible') window = meet(window, pageBox(e.getBoundingClientRect()));
    }
    return window;
  });
  const visiblePart = (element, box) => {
    const part = meet(box, windowOf(element));
    return part[2] - part[0] >= 1 && part[3] - part[1] >= 2 && area(part) >= 0.3 * area(box) ? part : null;
  };

  const ownerOf = remember(element => {
    const owner = element.closest('[data-limner]');
    return owner ? Number(owner.dataset.limner) : -1;
  });
  const asShown = (text, style) => {
    if (style.textTransform === 'uppercase') return text.toUpperCase();
    if (style.textTransform === 'lowercase') return text.toLowerCase();
    if (style.textTransform === 'capitalize') return text.replace(/(^|\s)(\S)/g, (_, gap, first) => gap + first.toUpperCase());
    return text;
  };
  const pen = document.createElement('canvas').getContext('2d');
  const fontOf = style => `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const ascentShare = remember(font => {
    pen.font = font;
    const {fontBoundingBoxAscent: up, fontBoundingBoxDescent: down} = pen.measureText('x');
    return up + down > 0 ? up / (up + down) : 0.8;
  });

  const lines = [];
  const elements = [];
  const indexOf = new Map();
  const indexAround = element => {
    while (element && !indexOf.has(element)) element = element.parentElement;
    return element ? indexOf.get(element) : -1;
  };

  const pushLine = (element, text, box, style, colour) => {
    const part = visiblePart(element, box);
    if (!text || !part || lines.length >= MAX_LINES) return;
    lines.push({text, box: part, baseline: box[1] + (box[3] - box[1]) * ascentShare(fontOf(style)), colour,
      opacity: opacityOf(element), size: parseFloat(style.fontSize), weight: Number(style.fontWeight) || 400,
      owner: ownerOf(element), node: indexAround(element), tag: element.tagName.toLowerCase()});
  };

  const range = document.createRange();
  const boxesOf = (node, from, to) => {
    range.setStart(node, from);
    range.setEnd(node, to);
    return [...range.getClientRects()].filter(r => r.width > 0.5 && r.height > 0.5).map(pageBox);
  };
  const sameLine = (a, b) => Math.min(a[3], b[3]) - Math.max(a[1], b[1]) > 0.5 * Math.min(a[3] - a[1], b[3] - b[1]);
  // The line boxes of a text node, each with its words.
  const measureText = node => {
    const element = node.parentElement, style = styleOf(element);
    const whole = boxesOf(node, 0, node.data.length);
    if (!whole.length) return;
    const colour = style.webkitTextFillColor || style.color;
    if (whole.every(box => sameLine(box, whole[0]))) {
      pushLine(element, asShown(squash(node.data), style), around(whole), style, colour);
      return;
    }
    let words = [], boxes = [];
    const flush = () => {
      if (words.length) pushLine(element, asShown(words.join(' '), style), around(boxes), style, colour);
      words = [];
      boxes = [];
    };
    // A text without spaces, as Chinese has none, breaks between any two characters.
    for (const piece of node.data.matchAll(/[\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]|[^\s\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]+/g)) {
      if (lines.length >= MAX_LINES) return;
      const found = boxesOf(node, piece.index, piece.index + piece[0].length);
      if (!found.length) continue;
      if (boxes.length && !sameLine(boxes[0], found[0])) flush();
      words.push(piece[0]);
      boxes.push(...found);
    }
    flush();
  };

  const fieldText = field => {
    if (field.tagName === 'SELECT') return {text: field.selectedOptions[0] ? field.selectedOptions[0].text : '', hint: false};
    if (field.tagName === 'INPUT' && UNTYPED.has(field.type)) return {text: '', hint: false};
    const standard = {submit: 'Submit', reset: 'Reset'}[field.type] || '';
    const value = field.value || standard;
    if (value) return {text: field.type === 'password' ? '\u2022'.repeat(value.length) : value, hint: false};
    return {text: field.placeholder || '', hint: true};
  };
  const measureField = field => {
    const style = styleOf(field), {text, hint} = fieldText(field);
    const shown = asShown(squash(text), style);
    if (!shown) return;
    const px = name => parseFloat(style[name]) || 0;
    const [left, top, right, bottom] = pageBox(field.getBoundingClientRect());
    const x0 = left + px('borderLeftWidth') + px('paddingLeft'), x1 = right - px('borderRightWidth') - px('paddingRight');
    const y0 = top + px('borderTopWidth') + px('paddingTop'), y1 = bottom - px('borderBottomWidth') - px('paddingBottom');
    pen.font = fontOf(style);
    const metrics = pen.measureText(shown);
    const room = Math.max(x1 - x0, 4), line = metrics.fontBoundingBoxAscent + metrics.fontBoundingBoxDescent;
    const isArea = field.tagName === 'TEXTAREA';
    const rows = isArea ? Math.min(Math.ceil(metrics.width / room), Math.max(1, Math.floor((y1 - y0) / line))) : 1;
    const width = Math.min(metrics.width, room), height = line * rows;
    const centred = ['submit', 'button', 'reset'].includes(field.type) || style.textAlign === 'center';
    const ended = style.textAlign === 'right' || style.textAlign === 'end';
    const x = centred ? (x0 + x1 - width) / 2 : ended ? x1 - width : x0;
    const y = isArea ? y0 : (y0 + y1 - height) / 2;
    const colour = hint ? getComputedStyle(field, '::placeholder').color : style.webkitTextFillColor || style.color;
    pushLine(field, shown, [x, y, x + width, y + height], style, colour);
  };

  const isLayoutTable = table => /presentation|none/.test(table.getAttribute('role') || '') || table.querySelector('table') !== null
    || table.rows.length < 2 || Math.max(...[...table.rows].map(row => row.cells.length)) < 2;

  const measureElement = element => {
    const tag = element.tagName.toLowerCase();
    const picture = element.closest('svg');
    if (NOT_BOXES.has(tag) || (picture && picture !== element) || elements.length >= MAX_ELEMENTS) return;
    const style = styleOf(element);
    const box = meet(pageBox(element.getBoundingClientRect()), windowOf(element.parentElement || element));
    if (box[2] - box[0] < 1 || box[3] - box[1] < 1) return;
    const parent = indexAround(element.parentElement);
    indexOf.set(element, elements.length);
    elements.push({tag: tag === 'table' && isLayoutTable(element) ? 'layout-table' : tag,
      kind: tag === 'input' ? element.type : '', box, owner: ownerOf(element), own: element.hasAttribute('data-limner'),
      parent, depth: parent < 0 ? 0 : elements[parent].depth + 1,
      absolute: style.position === 'absolute' || style.position === 'fixed',
      pictured: /url\(/.test(style.backgroundImage) || ['img', 'svg', 'canvas', 'video', 'picture'].includes(tag),
      text: squash((tag === 'input' ? element.value || element.placeholder : element.textContent) || '').slice(0, 160)});
  };

  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.currentNode; node; node = walker.nextNode()) {
    if (node.nodeType === Node.ELEMENT_NODE) {
      if (!isShown(node)) continue;
      measureElement(node);
      if (['INPUT', 'SELECT', 'TEXTAREA'].includes(node.tagName)) measureField(node);
    } else if (node.parentElement && squash(node.data) && !node.parentElement.closest(UNSEEN) && isShown(node.parentElement)) {
      measureText(node);
    }
  }
  const height = Math.max(document.documentElement.scrollHeight, root.scrollHeight, root.getBoundingClientRect().bottom + scrollY);
  return {lines, elements, height};
}
