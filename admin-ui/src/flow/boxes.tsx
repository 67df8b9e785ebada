import { Icon, channelIcon } from '../components/Icon';
import { channelName } from '../components/words';
import { stepName, type Box } from './drawing';
import './flow.css';

/** A box in words, for screen readers. */
export function boxWords(box: Box): string {
  switch (box.kind) {
    case 'trigger':
      return `Trigger: ${box.summary}`;
    case 'message':
      return `Message: ${box.name}, ${channelName(box.channel)}`;
    case 'step':
      return `${stepName[box.type]}: ${box.name}, ${box.line}`;
    case 'end':
      return `End: ${box.name}`;
  }
}

export function BoxContent({ box }: { box: Box }) {
  switch (box.kind) {
    case 'trigger':
      return (
        <>
          <span className="box-kind">
            <Icon name="trigger" /> Trigger
          </span>{' '}
          <span className="box-name">{box.summary}</span>
        </>
      );
    case 'message':
      return (
        <>
          <span className="box-kind">
            <Icon name={channelIcon(box.channel)} /> {[box.channel, ...box.others].map(channelName).join(', else ')}
          </span>{' '}
          <span className="box-name">{box.name}</span>{' '}
          <span className="box-line">
            <span className="quiet">{box.template === '' ? 'No template yet' : 'Template'}</span> {box.template}
          </span>
          {box.subject !== undefined && <span className="box-subject">“{box.subject}”</span>}
        </>
      );
    case 'step':
      return (
        <>
          <span className="box-kind">
            <Icon name={box.type} /> {stepName[box.type]}
          </span>{' '}
          <span className="box-name">{box.name}</span> <span className="box-line">{box.line}</span>
        </>
      );
    case 'end':
      return (
        <span className="box-end">
          <Icon name="end" /> {box.name}
        </span>
      );
  }
}
