const namespace = 'http://www.w3.org/2000/svg';

/** The anchor of page anchors, for parts of the page that the editor draws itself. The same drawing as `Anchor` of lucide. */
export function anchorIcon(): SVGSVGElement {
  const icon = document.createElementNS(namespace, 'svg');
  icon.setAttribute('viewBox', '0 0 24 24');
  icon.setAttribute('width', '10');
  icon.setAttribute('height', '10');
  icon.setAttribute('fill', 'none');
  icon.setAttribute('stroke', 'currentColor');
  icon.setAttribute('stroke-width', '2.4');
  icon.setAttribute('stroke-linecap', 'round');
  icon.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', 'M12 6v16M19 13l2-1a9 9 0 0 1-18 0l2 1M9 11h6M14 4a2 2 0 1 1-4 0 2 2 0 0 1 4 0');
  icon.append(path);
  return icon;
}
