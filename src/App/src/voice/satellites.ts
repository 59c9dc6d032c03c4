// What the server says of its engines and of a home's satellites.
import { get, patch, post, remove } from '../live/api.ts';
import { homePath } from '../live/session.ts';

export interface Engine { state: 'off' | 'there' | 'away'; name?: string; languages?: string[]; trouble?: string }
export interface Voice { hearing: Engine; speaking: Engine; waking: Engine; satellites: boolean }
export type SatelliteState = 'offline' | 'idle' | 'listening' | 'thinking' | 'speaking' | 'paused';
export interface Satellite {
  id: string; name: string; address: string; room?: string; language?: 'en' | 'zh'; paused: boolean; state: SatelliteState; microphone: boolean; since?: string; program?: string; trouble?: string;
}
export interface SatelliteForm { name: string; address: string; room: string | null; language: string | null }

const path = (id?: string): string => homePath(id ? `/satellites/${id}` : '/satellites');

export const engines = (): Promise<Voice> => get(homePath('/voice'));
export const satellites = async (): Promise<Satellite[]> => (await get<{ items: Satellite[] }>(path())).items;
export const add = (form: SatelliteForm): Promise<Satellite> => post(path(), form);
export const change = (id: string, form: Partial<SatelliteForm> & { paused?: boolean }): Promise<Satellite> => patch(path(id), form);
export const drop = (id: string): Promise<void> => remove(path(id));
