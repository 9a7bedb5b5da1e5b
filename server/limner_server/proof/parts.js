// Evaluated in the rendered page: what a person finds on it, and what is wrong with it.
() => {
  const MOST = 4000;
  const squash = text => (text || '').replace(/[\s\u00a0\u200b\ufeff]+/g, ' ').trim();
  const ROLES = {a: 'link', button: 'button', nav: 'navigation', header: 'banner', footer: 'contentinfo', main: 'main',
    aside: 'complementary', form: 'form', table: 'table', ul: 'list', ol: 'list', dl: 'list', li: 'listitem', img: 'img',
    h1: 'heading', h2: 'heading', h3: 'heading', h4: 'heading', h5: 'heading', h6: 'heading', dialog: 'dialog',
    progress: 'progressbar', textarea: 'textbox', select: 'combobox', svg: 'img', article: 'article', hr: 'separator',
    fieldset: 'group', details: 'group', figure: 'figure', video: 'img', canvas: 'img', th: 'columnheader', td: 'cell',
    tr: 'row', time: 'time', option: 'option', summary: 'button', output: 'status', meter: 'progressbar'};
  const TYPES = {checkbox: 'checkbox', radio: 'radio', range: 'slider', search: 'searchbox', number: 'spinbutton',
    button: 'button', submit: 'button', reset: 'button', image: 'button'};
  const roleOf = e => e.getAttribute('role') || (e.tagName === 'INPUT' ? TYPES[e.type] || 'textbox' : ROLES[e.tagName.toLowerCase()] || '');
  const byIds = ids => squash(ids.split(/\s+/).map(id => document.getElementById(id)?.textContent || '').join(' '));
  const nameOf = e => {
    if (e.getAttribute('aria-labelledby')) return byIds(e.getAttribute('aria-labelledby'));
    if (e.getAttribute('aria-label')) return squash(e.getAttribute('aria-label'));
    if (e.labels && e.labels.length) return squash([...e.labels].map(l => l.textContent).join(' '));
    if (e.tagName === 'IMG') return squash(e.alt);
    if (e.tagName === 'TABLE') return squash(e.caption?.textContent);
    if (e.tagName === 'FIELDSET') return squash(e.querySelector('legend')?.textContent);
    if (['INPUT', 'SELECT', 'TEXTAREA'].includes(e.tagName)) return squash(e.title || e.placeholder || (TYPES[e.type] === 'button' ? e.value : ''));
    return squash(e.textContent).slice(0, 200) || squash(e.querySelector('img')?.alt || e.title);
  };
  const shown = e => e.checkVisibility({visibilityProperty: true, opacityProperty: true});
  const rgb = text => { const n = (text.match(/[\d.]+/g) || [0, 0, 0, 0]).map(Number); return n.length < 4 ? [...n, 1] : n; };
  const over = (top, under) => { const a = top[3] + under[3] * (1 - top[3]);
    return a ? [...[0, 1, 2].map(i => (top[i] * top[3] + under[i] * under[3] * (1 - top[3])) / a), a] : [0, 0, 0, 0]; };
  const behind = e => { let colour = [0, 0, 0, 0];
    for (let at = e; at; at = at.parentElement) { const style = getComputedStyle(at);
      if (style.backgroundImage !== 'none') return null;
      colour = over(colour, rgb(style.backgroundColor)); if (colour[3] >= 0.99) break; }
    return over(colour, [255, 255, 255, 1]); };
  const light = c => { const [r, g, b] = c.slice(0, 3).map(v => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const contrast = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };

  const elements = [], faults = [], leaves = [];
  const all = [...document.body.querySelectorAll('*')].slice(0, MOST);
  const index = new Map();
  const seen = new Set();
  for (const e of all) {
    if (e.id) { if (seen.has(e.id)) faults.push(`the id "${e.id}" is there twice`); seen.add(e.id); }
    if (['SCRIPT', 'STYLE', 'PATH', 'TITLE'].includes(e.tagName.toUpperCase()) || (e.ownerSVGElement && e !== e.ownerSVGElement)) continue;
    const box = e.getBoundingClientRect();
    const options = e.tagName === 'OPTION';
    if (!options && (!shown(e) || box.width < 1 || box.height < 1)) continue;
    const tag = e.tagName.toLowerCase();
    const own = squash([...e.childNodes].filter(n => n.nodeType === 3).map(n => n.data).join(' '));
    let parent = -1;
    for (let at = e.parentElement; at && at !== document.body; at = at.parentElement) if (index.has(at)) { parent = index.get(at); break; }
    index.set(e, elements.length);
    const style = getComputedStyle(e);
    elements.push({tag, role: roleOf(e), type: tag === 'input' ? e.type : '', name: nameOf(e), text: squash(e.textContent).slice(0, 600),
      own, placeholder: squash(e.placeholder), parent, box: [box.left + scrollX, box.top + scrollY, box.right + scrollX, box.bottom + scrollY],
      bold: Number(style.fontWeight) >= 600, checked: Boolean(e.checked), hidden: e.getAttribute('aria-hidden') === 'true'});
    const control = ['input', 'select', 'textarea', 'button', 'a'].includes(tag);
    if (control && e.type !== 'hidden' && !nameOf(e)) faults.push(`a ${tag} has no name`);
    if (tag === 'img' && !e.hasAttribute('alt')) faults.push('a picture has no alternative text');
    if (own && !options) {
      const under = behind(e);
      if (under) { const ratio = contrast(over(rgb(style.color), under), under);
        const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && Number(style.fontWeight) >= 700);
        if (ratio < (large ? 3 : 4.5) && !e.closest('[disabled]')) faults.push(`"${own.slice(0, 30)}" has a contrast of ${ratio.toFixed(1)} to 1`); }
      if (e.scrollWidth > e.clientWidth + 1 && e.clientWidth && style.overflowX === 'hidden') faults.push(`"${own.slice(0, 30)}" is cut off`);
    }
    if (own || (control && tag !== 'a' && tag !== 'button')) {
      let inner = box;
      if (own && !control) { const range = document.createRange(); range.selectNodeContents(e); inner = range.getBoundingClientRect(); }
      if (!options) leaves.push([e, inner]);
    }
  }
  for (let i = 0; i < leaves.length && i < 600; i++) for (let j = i + 1; j < leaves.length && j < 600; j++) {
    const [a, p] = leaves[i], [b, q] = leaves[j];
    if (a.contains(b) || b.contains(a)) continue;
    const w = Math.min(p.right, q.right) - Math.max(p.left, q.left), h = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
    if (w > 3 && h > 4) faults.push(`"${nameOf(a).slice(0, 30)}" and "${nameOf(b).slice(0, 30)}" overlap`);
  }
  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth + 1) faults.push(`the page is wider than the window of ${page.clientWidth} pixels`);
  return {elements, faults: [...new Set(faults)].slice(0, 20)};
}
