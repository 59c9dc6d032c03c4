import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { look } from '../device/looks.ts';
import { findAction, findEvent, findProperty } from '../device/parts.ts';
import { namesOf, timeText, valueText } from '../i18n/format.ts';
import { local, t, textOf } from '../i18n/text.ts';
import type { Activity, Said, Scalar, Spec } from '../live/contract.ts';
import { store } from '../live/store.ts';
import { base } from '../ui/base.ts';
import '../ui/icon.ts';

const icons: Record<string, string> = { presence: 'link', device: 'device', room: 'rooms', membership: 'people', whereabouts: 'person', credential: 'key', home: 'home', rule: 'rule', traffic: 'activity' };

/** One line of "what happened": the thing, what became of it, who was behind it, and how it ended. */
@customElement('k-activity-entry')
export class Entry extends LitElement {
  @property({ attribute: false }) item!: Activity;

  static override styles = [base, css`
    .row { min-height: 64px; align-items: flex-start; padding-block: var(--s3); }
    i { display: grid; place-items: center; width: 36px; height: 36px; border-radius: 50%; background: var(--surface-sunk); font-size: 0.85rem; flex: none; }
    .failed i { background: var(--alert-soft); }
    .failed i k-icon { color: var(--alert-text); }
    p { overflow-wrap: anywhere; line-height: 1.35; }
    b { font-weight: 600; }
    time { color: var(--text-2); font-size: var(--size-small); font-variant-numeric: tabular-nums; padding-top: 2px; }
    .why { color: var(--text-2); font-size: var(--size-small); margin-top: 2px; }
    .bad { color: var(--alert-text); font-weight: 600; }
  `];

  override render() {
    const { item } = this;
    const device = item.device ? store.device(item.device) : undefined;
    const spec = device && store.specOf(device);
    const outcome = item.operation?.outcome;
    const failed = outcome !== undefined && outcome.kind !== 'done' && outcome.kind !== 'accepted' && outcome.kind !== 'pending';
    const icon = icons[item.kind] ?? (device ? look(device, spec).icon : 'activity');
    const body = html`<i><k-icon name=${failed ? 'warning' : icon}></k-icon></i>
      <div class="grow"><p>${this.what(spec)}</p><p class="why">${this.why()}${failed ? html` · <span class="bad">${textOf(`outcome.${outcome.kind}`) ?? outcome.kind}${outcome.code && textOf(`error.${outcome.code}`) ? `: ${textOf(`error.${outcome.code}`)}` : ''}</span>` : ''}</p></div>
      <time datetime=${item.at}>${timeText(item.at)}</time>`;
    if (item.kind === 'rule' && item.subject) return html`<a class="row" href="#/rules/${item.subject}">${body}</a>`;
    return device ? html`<a class="row ${failed ? 'failed' : ''}" href="#/device/${device.id}">${body}</a>` : html`<div class="row">${body}</div>`;
  }

  private what(spec: Spec | undefined) {
    const { item } = this;
    const name = (item.device && store.device(item.device)?.name) ?? item.deviceName ?? item.device ?? '';
    const bold = html`<b>${name}</b>`;
    const operation = item.operation;
    if (operation?.kind === 'call') return html`${bold}: ${local(findAction(spec, operation.address ?? '')?.title) || operation.address}`;
    if (operation?.values) return html`${bold}: ${this.values(spec, operation.values)}`;
    if (item.kind === 'event') return html`${bold}: ${local(findEvent(spec, item.subject ?? '')?.title) || item.subject}`;
    if (item.kind === 'presence') return html`${bold}: ${item.value === false ? t('device.offline') : t('device.online')}`;
    if (item.kind === 'change' && item.subject) return html`${bold}: ${this.values(spec, { [item.subject]: item.value as Scalar })}`;
    if (item.said) return html`<b>${item.said.name}</b>: ${this.said(item.said)}`;
    return html`${name ? html`${bold}: ` : ''}${textOf(`activity.${item.kind}`) ?? item.kind}`;
  }

  private said({ what, to }: Said): string {
    const words = textOf(`said.${what}`) ?? what;
    return to === undefined ? words : `${words} ${(what === 'mode' ? textOf(`mode.${to}`) : textOf(`role.${to}`)) ?? to}`;
  }

  private values(spec: Spec | undefined, values: Record<string, Scalar>): string {
    return namesOf(Object.entries(values).map(([address, value]) => {
      const found = findProperty(spec, address);
      const words = valueText(found, value);
      return found && found.name !== 'on' ? `${local(found.title)} ${words}` : words;
    }));
  }

  private why(): string {
    const { item } = this;
    const cause = item.operation?.cause;
    const person = item.person ? store.people.find((one) => one.id === item.person)?.name : undefined;
    const kind = cause?.kind ?? item.cause;
    const who = cause?.name || person || item.doer || (kind === 'device' ? t('cause.device') : kind === 'system' ? t('cause.system') : '');
    const through = cause?.through && kind !== 'device' && kind !== 'system' ? (textOf(`through.${cause.through}`) ?? cause.through) : '';
    const room = item.room ? store.room(item.room)?.name : undefined;
    const by = who || (item.kind === 'change' || item.kind === 'event' ? t('cause.device') : '');
    return [by && through ? t('cause.by', { who: by, through }) : by, cause?.phrase ? `“${cause.phrase}”` : undefined, room].filter(Boolean).join(' · ');
  }
}
