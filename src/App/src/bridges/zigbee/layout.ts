// Where each node of the network stands: the coordinator in the middle, around it what it hears, and around each router what that hears.
import type { NetworkMap, Node } from './contract.ts';

export interface Placed extends Node { x: number; y: number }

const Ring = 82;
/** Room for names beside and below the outermost. */
const Side = 64;
const Margin = 42;

export function place(map: NetworkMap): { nodes: Placed[]; width: number; height: number } {
  const root = map.nodes.find((node) => node.kind === 'coordinator') ?? map.nodes[0];
  if (!root) return { nodes: [], width: 1, height: 1 };
  const children = treeOf(map, root);
  const placed: Placed[] = [];
  // A branch gets as much of the circle as it has leaves.
  const walk = (node: Node, depth: number, from: number, to: number): void => {
    const [angle, reach] = [(from + to) / 2, depth * Ring];
    placed.push({ ...node, x: Math.cos(angle) * reach, y: Math.sin(angle) * reach });
    const below = children.get(node.address) ?? [];
    const all = below.reduce((sum, child) => sum + leaves(child, children), 0);
    let start = from;
    for (const child of below) {
      const part = ((to - from) * leaves(child, children)) / all;
      walk(child, depth + 1, start, start + part);
      start += part;
    }
  };
  walk(root, 0, -Math.PI / 2, 1.5 * Math.PI);
  const [left, top] = [Math.min(...placed.map((node) => node.x)) - Side, Math.min(...placed.map((node) => node.y)) - Margin];
  const [right, bottom] = [Math.max(...placed.map((node) => node.x)) + Side, Math.max(...placed.map((node) => node.y)) + Margin];
  return { nodes: placed.map((node) => ({ ...node, x: node.x - left, y: node.y - top })), width: right - left, height: bottom - top };
}

/** Each node below the one it is heard best by, routers first; what nobody hears hangs on the coordinator. */
function treeOf(map: NetworkMap, root: Node): Map<string, Node[]> {
  const children = new Map<string, Node[]>();
  const seen = new Set([root.address]);
  let ring = [root];
  while (ring.length) {
    const next: Node[] = [];
    for (const node of map.nodes) {
      if (seen.has(node.address)) continue;
      const best = map.links
        .flatMap((link) => (link.from === node.address ? [{ by: link.to, quality: link.quality }] : link.to === node.address ? [{ by: link.from, quality: link.quality }] : []))
        .filter(({ by }) => ring.some((one) => one.address === by && one.kind !== 'end'))
        .sort((one, other) => other.quality - one.quality)[0];
      if (best) {
        children.set(best.by, [...(children.get(best.by) ?? []), node]);
        next.push(node);
      }
    }
    for (const node of next) seen.add(node.address);
    ring = next;
  }
  for (const lost of map.nodes.filter((node) => !seen.has(node.address))) children.set(root.address, [...(children.get(root.address) ?? []), lost]);
  return children;
}

const leaves = (node: Node, children: Map<string, Node[]>): number =>
  Math.max(1, (children.get(node.address) ?? []).reduce((sum, child) => sum + leaves(child, children), 0));
