import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { local } from '../../i18n/text.ts';
import type { SpecAction } from '../../live/contract.ts';
import { serviceOf } from '../parts.ts';
import { SoundControl } from '../sound.ts';

const arrows: Record<string, string> = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right', Backspace: 'back' };
const pad = [['up', 'up'], ['left', 'back'], ['ok', 'check'], ['right', 'next'], ['down', 'down']] as const;

/** Televisions and projectors as a remote control: power, direction keys that are also those of the keyboard, channel, volume, input. */
@customElement('k-television')
export class TelevisionControl extends SoundControl {
  static override styles = [...[SoundControl.styles].flat(), css`
    .pad { display: grid; grid-template-areas: '. up .' 'left ok right' '. down .'; width: min(100%, 252px); aspect-ratio: 1; margin: 0 auto; border-radius: 50%; background: var(--surface-sunk); place-items: center; }
    .pad button { width: 68px; height: 68px; font-size: 1.1rem; }
    .up { grid-area: up; } .left { grid-area: left; } .right { grid-area: right; } .down { grid-area: down; }
    .ok { grid-area: ok; background: var(--surface); box-shadow: var(--shadow-1); }
  `];

  protected override body() {
    const { spec } = this;
    if (!spec) return '';
    const press = this.action('press-key');
    return html`${this.power(this.find('on'), [this.find('app'), this.find('input')].filter((one) => this.value(one)).map((one) => this.text(one)).join(' · '))}
      ${press ? this.pad(press) : ''}
      <div class="buttons">${this.press(this.action('channel-down'), 'down')}${this.press(this.action('channel-up'), 'up')}</div>
      ${this.volume(serviceOf(spec, 'speaker'))}${this.choice(this.find('input'))}${this.choice(this.find('picture-mode'))}${this.level(this.find('channel'))}`;
  }

  private pad(action: SpecAction) {
    const keys = this.find('key')?.choices ?? [];
    const send = (name: string): void => {
      const choice = keys.find(({ key }) => key === name);
      if (choice) this.act(action.address, { key: choice.value });
    };
    const keyed = (event: KeyboardEvent): void => {
      const name = arrows[event.key];
      if (!name) return;
      event.preventDefault();
      send(name);
    };
    return html`<div class="pad" role="group" aria-label=${local(action.title)} @keydown=${keyed}>${pad.map(([name, icon]) => {
        const choice = keys.find(({ key }) => key === name);
        return choice ? html`<button type="button" class="icon-button ${name}" aria-label=${local(choice.name)} @click=${() => send(name)}><k-icon name=${icon}></k-icon></button>` : '';
      })}</div>
      <div class="buttons">${keys.filter(({ key }) => !pad.some(([name]) => name === key)).map(({ key, name }) => html`<button type="button" class="button" @click=${() => send(key)}>${local(name)}</button>`)}</div>`;
  }
}
