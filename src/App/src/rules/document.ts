// A rule's document as it stands in the API and in files, and what the server says of rules.
import type { Mode, Scalar } from '../live/contract.ts';

export type Days = { weekdays?: Weekday[]; dates?: string[]; calendar?: string; on?: DayKind };
export type DayKind = 'workday' | 'weekend' | 'holiday';
export const dayKinds: readonly DayKind[] = ['workday', 'weekend', 'holiday'];
export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';
export const weekdays: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
export type Values = Record<string, Scalar>;

export type Trigger =
  | { kind: 'property'; property: string; becomes?: Scalar; above?: number; below?: number; hysteresis?: number; for?: string }
  | { kind: 'event'; device: string; event: string; arguments?: Values }
  | { kind: 'device'; device: string; goes: 'online' | 'offline'; for?: string }
  | { kind: 'time'; at: string; days?: Days }
  | { kind: 'sun'; event: 'sunrise' | 'sunset'; offset?: string; days?: Days }
  | { kind: 'interval'; every: string; days?: Days }
  | { kind: 'person'; does: 'arrives' | 'leaves' | 'firstComes' | 'lastLeaves'; person?: string }
  | { kind: 'mode'; to?: Mode; from?: Mode }
  | { kind: 'webhook'; name: string; fields?: Values };

export type Condition =
  | { kind: 'all' | 'any' | 'not'; of: Condition[] }
  | { kind: 'property'; property: string; is?: Scalar; above?: number; below?: number }
  | { kind: 'device'; device: string; is: 'online' | 'offline' }
  | { kind: 'time'; after?: string; before?: string; days?: Days }
  | { kind: 'sun'; is: 'up' | 'down' }
  | { kind: 'person'; is: 'home' | 'away'; person?: string }
  | { kind: 'mode'; is: Mode[] }
  | { kind: 'rule'; rule: string; is: 'enabled' | 'disabled' | 'running' }
  | { kind: 'expression'; that: string };

export type Step =
  | { kind: 'set'; devices: string[]; values: Values }
  | { kind: 'call'; devices: string[]; action: string; in?: Values }
  | { kind: 'delay'; for: string }
  | { kind: 'wait'; until: Condition[]; atMost?: string; otherwise?: 'goOn' | 'stop' }
  | { kind: 'repeat'; do: Step[]; times?: number; while?: Condition[]; until?: Condition[] }
  | { kind: 'choose'; if: Condition[]; then: Step[]; else?: Step[] }
  | { kind: 'let'; values: Values }
  | { kind: 'mode'; to: Mode }
  | { kind: 'notify'; title: string; text?: string; level?: 'info' | 'important' | 'critical'; to?: string[]; device?: string }
  | { kind: 'webhook'; url: string; body?: Values; method?: HookMethod }
  | { kind: 'rule'; rule: string; does: 'enable' | 'disable' }
  | { kind: 'stop' };

/** As HTTP says it; the last two carry nothing. */
export type HookMethod = 'post' | 'put' | 'get' | 'delete';
export const hookMethods: readonly HookMethod[] = ['post', 'put', 'get', 'delete'];
export type Part = Trigger | Condition | Step;
export type RunMode = 'single' | 'restart' | 'queued' | 'parallel';
export interface Rule { name: string; when: Trigger[]; if?: Condition[]; then: Step[]; mode?: RunMode; limit?: number; variables?: Values; note?: string }

export interface Problem { path: string; code: string; detail?: string; isWarning?: boolean; proposal?: string }
export interface Verdict { problems: Problem[]; next: string[] }

export type RunEnd = 'running' | 'done' | 'stopped' | 'notMet' | 'busy' | 'restarted' | 'changed' | 'missed' | 'broken' | 'loop' | 'tooOften' | 'runaway' | 'late';
export interface Seen { path: string; held: boolean; value?: Scalar }
export interface Taken { path: string; at: string; outcome: string; detail?: string; ms?: number }
export interface Trace {
  at: string; ended?: string; trigger?: number; by?: string; told?: Values; conditions?: Seen[]; steps?: Taken[]; left?: number; end: RunEnd; detail?: string; skipped?: number; lateMs?: number;
}
export interface Traces { items: Trace[]; running: Trace[]; skipped: Trace[]; next?: number }

export interface RuleView {
  id: string; rule: Rule; enabled: boolean; order: number; created: string; changed: string; halted?: string; problems?: Problem[]; running: number; next?: string; last?: Trace;
  devices: string[];
}

/** device/service.property in its two parts. */
export function refOf(property: string): { device: string; address: string } {
  const slash = property.indexOf('/');
  return slash < 0 ? { device: property, address: '' } : { device: property.slice(0, slash), address: property.slice(slash + 1) };
}

/** What stands at a path of the document, such as then.1.do.0; undefined where nothing does any more. */
export function partAt(rule: Rule, path: string): Part | undefined {
  let at: unknown = rule;
  for (const step of path.split('.')) at = typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[step] : undefined;
  return typeof at === 'object' && at !== null && 'kind' in at ? (at as Part) : undefined;
}

/** An expression, where a value stands elsewhere. */
export const isExpression = (value: Scalar | undefined): value is string => typeof value === 'string' && value.startsWith('=');
