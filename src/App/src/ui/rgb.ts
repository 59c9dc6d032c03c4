// Colours as lamps know them (0xRRGGBB, brightness apart) and as the wheel shows them: hue 0-360°, depth 0-1 from white to full.

export function toHsv(rgb: number): { hue: number; depth: number } {
  const [r, g, b] = [(rgb >> 16) & 255, (rgb >> 8) & 255, rgb & 255] as const;
  const most = Math.max(r, g, b);
  const range = most - Math.min(r, g, b);
  if (range === 0) return { hue: 0, depth: 0 };
  const hue = most === r ? ((g - b) / range) % 6 : most === g ? (b - r) / range + 2 : (r - g) / range + 4;
  return { hue: (hue * 60 + 360) % 360, depth: range / most };
}

export function fromHsv(hue: number, depth: number): number {
  const channel = (shift: number): number => {
    const place = (shift + hue / 60) % 6;
    return Math.round(255 * (1 - depth * Math.max(0, Math.min(place, 4 - place, 1))));
  };
  return (channel(5) << 16) | (channel(3) << 8) | channel(1);
}

export const hex = (rgb: number): string => `#${(rgb & 0xffffff).toString(16).padStart(6, '0')}`;
