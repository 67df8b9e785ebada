import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { CampaignFile } from '../../api/types';
import { mockFetch, openApp } from '../../testing/app';

const step = (name: RegExp) => screen.findByRole('button', { name });
const region = async (name: string | RegExp) => within(await screen.findByRole('region', { name }));
const saved = (asked: ReturnType<typeof mockFetch>) => asked.filter(({ method }) => method === 'PUT').at(-1);

describe('a campaign that is edited', () => {
  it('gets a step on a way, which is saved as the draft and published', async () => {
    const asked = mockFetch();
    const user = openApp('/campaigns/cart-recovery');
    await user.click(await screen.findByRole('link', { name: 'Edit' }));
    await user.click(await step(/^Add a step between Email reminder and WhatsApp reminder/));
    await user.click(screen.getByRole('menuitem', { name: /^Wait/ }));
    const panel = await region('Wait');
    const number = panel.getByLabelText('Waits, number');
    await user.clear(number);
    await user.type(number, '3');
    await user.click(screen.getByRole('button', { name: 'Save draft' }));
    expect(await screen.findByText(/There is a draft that is not live/)).toBeTruthy();
    const put = saved(asked);
    expect(put?.ifMatch).toBe('"v3"');
    const { flow } = put?.body as CampaignFile;
    expect(flow.nodes.find(({ id }) => id === 'wait')).toEqual({
      ...{ id: 'wait', type: 'wait', name: 'Wait', for: 'P3D', next: 'whatsapp' },
    });
    expect(flow.nodes.find(({ id }) => id === 'email')).toMatchObject({ next: 'wait' });
    await user.click(screen.getByRole('button', { name: 'Publish draft' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Cart recovery' })).toBeTruthy();
  });

  it('is not sent as long as something is missing, and says where', async () => {
    const asked = mockFetch();
    const user = openApp('/campaigns/cart-recovery/edit');
    await user.click(await step(/^Add a step between Email reminder and WhatsApp reminder/));
    await user.click(screen.getByRole('menuitem', { name: /^Message/ }));
    await user.click(screen.getByRole('button', { name: 'Save draft' }));
    const list = await region('Not saved: one thing to mend');
    expect(list.getByText('Choose a template.')).toBeTruthy();
    expect(saved(asked)).toBeUndefined();
    expect(screen.getByRole('button', { name: /^Email Email No template yet One problem/ })).toBeTruthy();
    await user.type(screen.getByRole('combobox', { name: 'Template' }), 'nothing-such');
    await waitFor(() => {
      expect(screen.queryByRole('region', { name: /^Not saved/ })).toBeNull();
    });
    await user.click(screen.getByRole('button', { name: 'Save draft' }));
    const refused = await region('Not saved: one thing to mend');
    expect(refused.getByText(/There is no template "nothing-such"|Template there is no template/)).toBeTruthy();
  });

  it('is undone and done again, by button and by keyboard', async () => {
    mockFetch();
    const user = openApp('/campaigns/cart-recovery/edit');
    await user.click(await step(/^WhatsApp WhatsApp reminder/));
    await user.click(screen.getByRole('button', { name: 'Remove step' }));
    expect(screen.queryByRole('button', { name: /^WhatsApp WhatsApp reminder/ })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(await step(/^WhatsApp WhatsApp reminder/)).toBeTruthy();
    await user.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
    expect(screen.queryByRole('button', { name: /^WhatsApp WhatsApp reminder/ })).toBeNull();
    await user.keyboard('{Control>}z{/Control}');
    expect(await step(/^WhatsApp WhatsApp reminder/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Saved' })).toBeTruthy();
  });

  it('is gone through by the arrow keys, and a step is removed after asking where its ways lead', async () => {
    mockFetch();
    const user = openApp('/campaigns/cart-recovery/edit');
    (await step(/^Trigger /)).focus();
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement?.getAttribute('data-step')).toBe('email');
    await user.keyboard('{Enter}');
    await waitFor(() => {
      expect(document.activeElement).toBe(screen.getByLabelText('Name'));
    });
    await user.keyboard('{Escape}');
    expect(document.activeElement?.getAttribute('data-step')).toBe('email');
    await user.keyboard('{Delete}');
    const dialog = within(await screen.findByRole('dialog', { name: 'Remove Email reminder?' }));
    await user.selectOptions(dialog.getByRole('combobox'), 'Done');
    expect(dialog.getByText(/Nobody would come to WhatsApp reminder any more/)).toBeTruthy();
    await user.click(dialog.getByRole('button', { name: 'Remove step' }));
    expect(screen.queryByRole('button', { name: /^(Email|WhatsApp)/ })).toBeNull();
    expect(screen.getByRole('button', { name: 'Done' })).toBeTruthy();
  });

  it('ends on a way that is led elsewhere, and loses what nobody comes to any more where that is meant', async () => {
    const asked = mockFetch();
    const user = openApp('/campaigns/cart-recovery/edit');
    await user.click(await step(/^Add a step between Email reminder and WhatsApp reminder/));
    await user.click(screen.getByRole('menuitem', { name: /^End/ }));
    expect(await screen.findByText(/No way leads to WhatsApp reminder\. Lead one there, or remove it\./)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Remove it' }));
    expect(screen.queryByRole('button', { name: /^WhatsApp/ })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Save draft' }));
    await screen.findByText(/There is a draft that is not live/);
    const { flow } = saved(asked)?.body as CampaignFile;
    expect(flow.nodes.map(({ id }) => id)).toEqual(['email', 'end', 'done']);
  });

  it('that somebody else has saved in between loses neither theirs nor mine', async () => {
    let clash = true;
    const asked = mockFetch(({ method, path }) =>
      clash && method === 'PUT' && path === '/api/campaigns/cart-recovery'
        ? {
            status: 412,
            body: {
              ...{ title: 'Changed by somebody else', status: 412 },
              detail: 'bea@shop.example changed it at 2026-11-20T09:12:00Z, after you had opened it',
            },
          }
        : undefined,
    );
    const user = openApp('/campaigns/cart-recovery/edit');
    const panel = await region('Campaign');
    await user.type(panel.getByLabelText('Name'), ' of mine');
    await user.click(screen.getByRole('button', { name: 'Save draft' }));
    const conflict = within(await screen.findByRole('alert', { name: 'Changed by somebody else' }));
    expect(conflict.getByText(/bea@shop.example changed it at 20/)).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('Cart recovery of mine');
    await user.click(conflict.getByRole('button', { name: 'Look at theirs' }));
    clash = false;
    await user.click(await conflict.findByRole('button', { name: 'Save mine over theirs' }));
    expect(await screen.findByText(/There is a draft that is not live/)).toBeTruthy();
    expect(saved(asked)?.body).toMatchObject({ name: 'Cart recovery of mine' });
  });

  it('is not left with changes that are not saved, unless that is meant', async () => {
    mockFetch();
    const user = openApp('/campaigns/cart-recovery/edit');
    await user.type((await region('Campaign')).getByLabelText('Name'), '!');
    await user.click(screen.getByRole('link', { name: 'Home' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Leave without saving?' }));
    await user.click(dialog.getByRole('button', { name: 'Stay here' }));
    expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('Cart recovery!');
    const unload = new Event('beforeunload', { cancelable: true });
    fireEvent(window, unload);
    expect(unload.defaultPrevented).toBe(true);
    await user.click(screen.getByRole('link', { name: 'Home' }));
    await user.click(screen.getByRole('button', { name: 'Leave without saving' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Home' })).toBeTruthy();
  });
});

describe('a new campaign', () => {
  it('is a copy of another one under its own key', async () => {
    const asked = mockFetch();
    const user = openApp('/campaigns/cart-recovery');
    await user.click(await screen.findByRole('link', { name: 'Copy' }));
    await user.type(await screen.findByLabelText('Name'), 'Cart recovery');
    expect(await screen.findByText('cart-recovery-2')).toBeTruthy();
    await waitFor(() => {
      expect(screen.getByLabelText<HTMLSelectElement>('Begin with').value).toBe('cart-recovery');
    });
    await user.click(screen.getByRole('button', { name: 'Create campaign' }));
    await user.click(await screen.findByRole('button', { name: 'Save draft' }));
    expect(await screen.findByText(/This campaign was never active/)).toBeTruthy();
    const put = saved(asked);
    expect(put?.path).toBe('/api/campaigns/cart-recovery-2');
    expect(put?.ifMatch).toBeNull();
    expect(put?.body).toMatchObject({ name: 'Cart recovery', key: 'cart-recovery-2' });
    expect(await screen.findByRole('button', { name: 'Activate campaign' })).toBeTruthy();
  });

  it('begins with a trigger, an email and an end, for editors only', async () => {
    mockFetch();
    openApp('/campaigns', 'viewer');
    await screen.findByRole('list', { name: 'Campaigns' });
    expect(screen.queryByRole('link', { name: 'New campaign' })).toBeNull();
  });

  it('has a priority, caps of its own, hours, and a say in what happens again', async () => {
    const asked = mockFetch();
    const user = openApp('/campaigns/cart-recovery/edit');
    const campaign = await region('Campaign');
    const priority = campaign.getByLabelText('Priority, from 1 to 100');
    await user.clear(priority);
    await user.type(priority, '5');
    await user.click(campaign.getByRole('button', { name: 'Add a cap' }));
    const most = campaign.getByLabelText('Cap 1, messages');
    await user.clear(most);
    await user.type(most, '2');
    await user.selectOptions(campaign.getByLabelText('Cap 1, channel'), 'email');
    await user.click(await step(/^Trigger/));
    const trigger = await region('Trigger');
    await user.selectOptions(trigger.getByRole('combobox', { name: 'It starts' }), 'hours');
    await user.click(trigger.getByRole('checkbox', { name: 'Sun' }));
    await user.selectOptions(trigger.getByRole('combobox', { name: 'Where a customer does it again' }), 'ignore');
    await user.click(screen.getByRole('button', { name: 'Save draft' }));
    expect(await screen.findByText(/There is a draft that is not live/)).toBeTruthy();
    const file = saved(asked)?.body as CampaignFile;
    expect(file.priority).toBe(5);
    expect(file.caps).toEqual([{ most: 2, within: 'P7D', channel: 'email' }]);
    expect(file.trigger.hours).toEqual({
      ...{ from: '09:00', to: '18:00' },
      weekdays: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'],
    });
    expect(file.trigger.again).toBe('ignore');
  });

  it('has a message tried on other channels, in one order for all steps', async () => {
    const asked = mockFetch();
    const user = openApp('/campaigns/cart-recovery/edit');
    await user.click(await step(/^Email Email reminder/));
    const panel = await region('Message');
    await user.selectOptions(panel.getByRole('combobox', { name: 'If it cannot go out there' }), 'whatsapp');
    await user.click(screen.getByRole('button', { name: 'Save draft' }));
    expect((await region('Not saved: one thing to mend')).getByText(/Choose a template for each channel/)).toBeTruthy();
    await user.type(panel.getByRole('combobox', { name: 'Template for WhatsApp' }), 'cart-reminder-whatsapp');
    await user.keyboard('{Escape}');
    await user.click(screen.getByRole('button', { name: 'Campaign settings' }));
    const campaign = await region('Campaign');
    await user.type(campaign.getByRole('textbox', { name: 'Topic' }), 'Summer sale');
    await user.selectOptions(campaign.getByRole('combobox', { name: 'Next in the order' }), 'whatsapp');
    await user.click(campaign.getByRole('checkbox', { name: 'The channel that the customer prefers comes first' }));
    await user.click(screen.getByRole('button', { name: 'Save draft' }));
    expect(await screen.findByText(/There is a draft that is not live/)).toBeTruthy();
    const file = saved(asked)?.body as CampaignFile;
    expect(file.flow.nodes.find(({ id }) => id === 'email')).toMatchObject({
      fallbacks: [{ channel: 'whatsapp', template: 'cart-reminder-whatsapp' }],
    });
    expect(file).toMatchObject({
      channelPriority: ['whatsapp'],
      preferredChannelFirst: true,
      topic: 'summer-sale',
    });
  });

  it('has a trigger of any kind', async () => {
    const asked = mockFetch();
    const user = openApp('/campaigns/_new');
    await user.type(await screen.findByLabelText('Name'), 'Birthday');
    await user.click(screen.getByRole('button', { name: 'Create campaign' }));
    const panel = await region('Trigger');
    const kind = panel.getByRole('combobox', { name: 'The campaign starts when' });
    for (const words of ['Something is begun and not finished', 'A condition becomes true', 'Something known']) {
      const option = within(kind).getByRole('option', { name: new RegExp(`^${words}`) });
      await user.selectOptions(kind, option);
    }
    await user.selectOptions(kind, 'A date of the customer’s comes');
    await user.type(panel.getByRole('combobox', { name: 'Date' }), 'birthday');
    await user.selectOptions(panel.getByLabelText('Before or after the date'), 'before');
    await user.selectOptions(panel.getByLabelText('How often'), 'once');
    await user.click(await step(/^Email Email/));
    await user.type(screen.getByRole('combobox', { name: 'Template' }), 'Welcome');
    await user.click(screen.getByRole('button', { name: 'Save draft' }));
    expect(await screen.findByText(/This campaign was never active/)).toBeTruthy();
    expect(saved(asked)?.body).toMatchObject({
      trigger: { type: 'date', attribute: 'birthday', offset: '-P1D', yearly: false },
      flow: { nodes: [{ template: 'welcome' }, {}] },
    });
  });
});
