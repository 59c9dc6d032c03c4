// The words of /api/v1, as the server sends them. Times are ISO 8601 in UTC.

export type Scalar = boolean | number | string;
export type Language = 'en' | 'zh';
export interface LocalText { en: string; zh: string }

export type Role = 'owner' | 'admin' | 'adult' | 'child' | 'guest';
export type Risk = 'comfort' | 'cost' | 'safety' | 'privacy';

export interface Account { id: string; name: string; user: string; language?: Language }
export interface HomeRef { id: string; name: string; role: Role; personId?: string }
export interface Session { account: Account; homes: HomeRef[]; via?: 'cookie' | 'token'; scopes?: string[]; kind?: 'browser' | 'panel'; forgotPassword?: boolean }

export type Mode = 'home' | 'away' | 'night' | 'holiday';
/** The mode is told to those who may learn where people are. */
export interface Home { id: string; name: string; timeZone: string; role: Role; me?: string; mode?: { now: Mode; since?: string }; location?: { latitude: number; longitude: number }; leaveAfter?: string }
export interface Room { id: string; name: string; floor?: string; order: number; icon?: string }
export interface Person {
  id: string; name: string; role: Role; account?: boolean; from?: string; until?: string; rooms?: string[]; expired?: boolean;
  at?: 'home' | 'away'; since?: string;
}

export interface Reading { v: Scalar; t: string; o?: string }
export interface Device {
  id: string; name: string; room?: string; spec: string; type: string; online: boolean; seen?: string; via: string;
  values: Record<string, Reading>; credential?: { created: string; lastUsed?: string; revoked?: string };
  hub?: string; model?: string; maker?: string; icon?: string; order?: number;
}

export interface Choice { value: number; key: string; name: LocalText }
export interface Property {
  name: string; address: string; piid: number; title: LocalText; format: string; access: ('read' | 'write' | 'notify')[];
  unit?: string; range?: { min: number; max: number; step: number }; choices?: Choice[]; maxLength?: number;
  accumulation?: 'instant' | 'total' | 'interval'; risk?: Risk; sensing?: string;
  /** Nothing ever tells it: its value is what was last asked for. */
  assumed?: boolean;
}
export interface SpecAction { name: string; address: string; aiid: number; title: LocalText; in: string[]; out: string[]; risk?: Risk }
export interface SpecEvent { name: string; address: string; eiid: number; title: LocalText; arguments: string[]; sensing?: string }
export interface Service {
  id: string; type: string; siid: number; name: LocalText; properties: Property[]; actions: SpecAction[]; events: SpecEvent[];
}
export interface Spec { product: string; version: number; maker?: string; model?: string; type: string; name: LocalText; services: Service[] }

export type OutcomeKind = 'pending' | 'done' | 'accepted' | 'offline' | 'rejected' | 'timedOut';
export interface Outcome { kind: OutcomeKind; code?: string; detail?: string }
export interface Cause { kind: 'person' | 'rule' | 'voice' | 'partner' | 'device' | 'system'; actor?: string; name?: string; through?: string; phrase?: string }
export interface Operation {
  id: string; device: string; kind: 'set' | 'call'; address?: string; values?: Record<string, Scalar>;
  in?: Record<string, Scalar>; out?: Record<string, Scalar>; cause?: Cause; issued: string; ended?: string; outcome: Outcome;
}

/** What somebody did to a thing; the words are ours. */
export interface Said { what: string; name: string; to?: string }
export interface Activity {
  sequence: number; at: string;
  kind: 'operation' | 'event' | 'change' | 'presence' | 'device' | 'room' | 'membership' | 'credential' | 'home' | 'whereabouts' | 'rule' | 'traffic';
  device?: string; deviceName?: string; room?: string; person?: string; cause?: Cause['kind']; subject?: string; value?: Scalar; doer?: string;
  operation?: Operation; arguments?: Record<string, Scalar>; said?: Said;
}

export interface Pairing {
  id: string; code?: string; expires: string; state: 'waiting' | 'claimed' | 'done' | 'expired' | 'cancelled';
  device?: string; uri?: string; qr?: string; fault?: { code: string; detail?: string };
}
/** A device that a bridge knows and that is not in the home yet; `needs` must be given when it is adopted. */
export interface Newcomer { name: string; address: string; standing: string; needs?: string }
export interface Bridge {
  id: string; kind: string; name: string; state: 'waiting' | 'online' | 'offline'; devices: number; created: string;
  mqtt?: { host: string; port: number; username: string; baseTopic?: string };
  newcomers?: Newcomer[]; version?: string; joiningUntil?: string; lastError?: string; malformed: number;
  /** What else its kind tells of itself. */
  details?: Record<string, unknown>; settings?: Record<string, unknown>;
}
export interface Token { id: string; name: string; scopes: string[]; homes?: string[]; created: string; lastUsed?: string; expires?: string; agent?: boolean }
export interface SignedIn {
  id: string; created: string; lastUsed?: string; agent?: string; current?: boolean; kind?: 'browser' | 'panel'; via?: string; address?: string; home?: string; name?: string;
}

export interface SignInTry { id: number; at: string; outcome: 'entered' | 'wrongPassword' | 'wrongCode'; via: string; address: string; agent: string }
export interface Passkey { id: string; name: string; created: string; lastUsed?: string }
export interface Security { secondFactor: boolean; recoveryCodes: number; pin: boolean; pinAlways: boolean }
/** Ids only; what is not named follows in the home's own order. */
export interface Arrangement {
  favourites: string[]; rooms: string[]; devices: string[]; hidden: string[]; rules: string[];
  /** Ready rules that were proposed, with when this person said yes or no. */
  answered: Record<string, string>;
  /** False where what was spoken is not to be answered aloud. */
  speak?: boolean;
}

export interface Snapshot {
  sequence: number; home: Home; rooms: Room[]; people: Person[]; devices: Device[]; specs: Record<string, Spec>; operations?: Operation[];
  arrangement?: Arrangement; unread?: number;
}
export interface Happening { d: string; e: string; args?: Record<string, Scalar>; t: string }
export type NoticeKind = 'danger' | 'alarm' | 'device' | 'people' | 'rule' | 'house';
export type NoticeChannel = 'app' | 'push' | 'webhook';
/** What this person was told; in both languages, because phones show it without the app. */
export interface Notice { id: string; kind: NoticeKind; level: 'info' | 'important' | 'critical'; title: LocalText; text?: LocalText; device?: string; rule?: string; at: string; read: boolean }
export interface NoticeSettings { channels: Record<NoticeKind, NoticeChannel[]>; quiet?: { from: string; until: string } }

export interface Changes {
  sequence: number; values?: { d: string; p: string; v: Scalar; t: string; o?: string }[]; devices?: Device[]; removed?: string[];
  presence?: { d: string; online: boolean; t: string }[]; operations?: Operation[]; rooms?: Room[]; people?: Person[]; home?: Home;
  specs?: Record<string, Spec>; events?: Happening[]; activity?: Activity[]; pairings?: Pairing[]; arrangement?: Arrangement;
  moves?: { p: string; at: 'home' | 'away'; since?: string }[]; notices?: Notice[]; unread?: number;
  /** Ids of rules that changed, ran or are gone: ask again. */
  rules?: string[];
}

export type HistoryPoint = { t: string; min: number; max: number; mean: number; last: number; total?: number; count: number };
export interface History {
  property: string; unit?: string; accumulation?: string; bucketMs?: number; points: (HistoryPoint | { t: string; v: Scalar })[];
}
