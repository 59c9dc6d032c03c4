// Prints what the standard has, for Kith: each cluster with its attributes, each device type with its clusters. Kith keeps it in
// src/Bridges/Matter/Nodes/standard.txt, to call attributes by their names: node standard.mjs > ../Nodes/standard.txt
import { Matter } from '@matter/main/model';

const GLOBAL = 0xfff8;
const byId = (a, b) => a.id - b.id;
const lines = [];
for (const cluster of [...Matter.clusters].filter((its) => its.id !== undefined).sort(byId)) {
  lines.push(`cluster ${cluster.id} ${cluster.name}`);
  for (const attribute of [...cluster.attributes].filter((its) => its.id < GLOBAL).sort(byId)) {
    const kind = attribute.effectiveMetatype ?? 'any';
    const values = kind === 'enum' ? [...attribute.members].filter((its) => its.id !== undefined).map((its) => `${its.id}=${its.name}`).join(',') : '';
    lines.push(['attribute', attribute.id, attribute.name, kind, attribute.writable ? 'writable' : 'readable', values].join(' ').trimEnd());
  }
}
for (const type of [...Matter.deviceTypes].filter((its) => its.id !== undefined).sort(byId)) {
  const clusters = [...type.requirements].filter((its) => its.element === 'serverCluster' && its.id !== undefined).map((its) => its.id);
  lines.push(['device', type.id, type.name, type.classification, ...new Set(clusters)].join(' '));
}
console.log(lines.join('\n'));
