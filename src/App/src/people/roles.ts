// What each role may do: the server's own table, asked once per home, not written down a second time.
import { get } from '../live/api.ts';
import type { Role } from '../live/contract.ts';
import { homePath } from '../live/session.ts';

export type May = 'no' | 'yes' | 'confirm';
export interface RoleRights { role: Role; comfort: May; cost: May; safety: May; privacy: May; setMode: May; arrange: May; invite: May; own: May; seesPeople: boolean; bounded: boolean }
export type Right = Exclude<keyof RoleRights, 'role'>;

export const rights: readonly Right[] = ['comfort', 'cost', 'safety', 'privacy', 'setMode', 'arrange', 'invite', 'own', 'seesPeople', 'bounded'];

let asked: { home: string; roles: Promise<RoleRights[]> } | undefined;

/** All roles, the widest first. */
export function rolesOf(): Promise<RoleRights[]> {
  const home = homePath('/roles');
  if (asked?.home !== home) {
    const roles = get<{ items: RoleRights[] }>(home).then(({ items }) => items);
    roles.catch(() => (asked = undefined));
    asked = { home, roles };
  }
  return asked.roles;
}

export const answerOf = (roles: RoleRights, right: Right): May => (roles[right] === true ? 'yes' : roles[right] === false ? 'no' : roles[right]);
