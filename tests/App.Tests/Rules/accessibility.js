// What can be checked of WCAG 2.2 without eyes, across shadow roots: names, target sizes, labels, duplicate ids, headings, overflow.
// Gives back a list of findings, empty when all is well.
(async () => {
  const findings = [];
  const elements = [];
  const walk = (root) => {
    const ids = new Set();
    for (const element of root.querySelectorAll('*')) {
      elements.push(element);
      if (element.id) {
        if (ids.has(element.id)) findings.push(`the id ${element.id} twice in one tree`);
        ids.add(element.id);
      }
      if (element.shadowRoot) walk(element.shadowRoot);
    }
  };
  walk(document);
  const isShown = (element) => element.checkVisibility({ checkOpacity: false, checkVisibilityCSS: true }) && element.getClientRects().length > 0;
  const say = (element, what) => findings.push(`${what}: <${element.tagName.toLowerCase()} class="${element.className}"> in ${element.getRootNode().host?.tagName.toLowerCase() ?? 'document'}`);
  const nameOf = (element) => {
    const labelled = element.getAttribute('aria-labelledby')?.split(' ').map((id) => element.getRootNode().getElementById(id)?.textContent ?? '').join(' ');
    const own = element.getAttribute('aria-label') ?? labelled ?? [...(element.labels ?? [])].map((label) => label.textContent).join(' ');
    return (own || element.textContent || element.getAttribute('alt') || '').trim();
  };
  const roles = ['switch', 'slider', 'radio', 'radiogroup', 'button', 'link', 'img', 'dialog'];
  for (const element of elements.filter(isShown)) {
    const tag = element.tagName.toLowerCase();
    const role = element.getAttribute('role') ?? '';
    const isControl = ['button', 'select', 'textarea'].includes(tag) || (tag === 'a' && element.hasAttribute('href')) || (tag === 'input' && element.type !== 'hidden');
    if ((isControl || roles.includes(role)) && nameOf(element).length === 0) say(element, 'a control without a name');
    if (tag === 'img' && !element.hasAttribute('alt')) say(element, 'a picture without a text');
    if (role === 'switch' && !['true', 'false'].includes(element.getAttribute('aria-checked'))) say(element, 'a switch without a state');
    if (role === 'slider' && !element.getAttribute('aria-valuetext')) say(element, 'a slider without a value in words');
    // 2.5.8 asks for 24 px; the house asks for 44 in one direction at least, text links apart.
    const box = element.getBoundingClientRect();
    if (isControl && tag !== 'a' && element.type !== 'checkbox' && box.height < 43.5) say(element, `a target ${Math.round(box.height)} px high`);
    if (isControl && tag === 'a' && element.querySelector('k-icon') && Math.max(box.height, box.width) < 43.5) say(element, 'a small target');
  }
  if (elements.filter((element) => element.tagName === 'H1' && isShown(element)).length !== 1) findings.push('not exactly one first heading');
  if (!elements.some((element) => element.tagName === 'MAIN')) findings.push('no main part');
  if (!document.documentElement.lang) findings.push('no language');
  if (document.documentElement.scrollWidth > innerWidth + 1) findings.push(`wider than the screen: ${document.documentElement.scrollWidth} px`);
  return findings;
})()
