import { ChoiceField, PeriodField } from '../../condition/fields';
import { useEditing } from './context';
import { Row, TextRow } from './fields';
import { omit } from '../../flow/omit';
import { CapsRow, ChannelsRow, PriorityRow, TopicRow } from './RuleFields';

/** What a campaign is as a whole. */
export function SettingsPanel() {
  const { file, change } = useEditing();
  return (
    <>
      <div className="panel-head">
        <h2 id="panel">Campaign</h2>
      </div>
      <TextRow
        label="Name"
        path="name"
        value={file.name}
        longest={100}
        onChange={(name) => {
          change({ ...file, name }, 'name');
        }}
      />
      <TextRow
        label="Description"
        path="description"
        value={file.description ?? ''}
        longest={1000}
        lines={3}
        onChange={(description) => {
          change(description === '' ? omit(file, 'description') : { ...file, description }, 'description');
        }}
      />
      <Row
        label="Kind"
        path="kind"
        hint={
          file.kind === 'transactional'
            ? 'What the customer has to know, such as a receipt. Needs no consent to marketing and is not capped.'
            : 'Goes only to those who agreed to it, and not more often than the shop allows.'
        }
      >
        <ChoiceField
          label="Kind"
          value={file.kind}
          choices={[
            ['marketing', 'Marketing'],
            ['transactional', 'Transactional'],
          ]}
          onChange={(kind) => {
            change({ ...file, kind });
          }}
        />
      </Row>
      <Row
        label="An order counts for this campaign"
        path="attributionWindow"
        hint="For so long after a message was opened or clicked."
      >
        <span>within</span>
        <PeriodField
          label="Attribution window"
          value={file.attributionWindow ?? 'P7D'}
          onChange={(attributionWindow) => {
            change({ ...file, attributionWindow }, 'attributionWindow');
          }}
        />
      </Row>
      {file.kind === 'marketing' && (
        <>
          <PriorityRow file={file} change={change} />
          <TopicRow file={file} change={change} />
          <CapsRow file={file} change={change} />
        </>
      )}
      <ChannelsRow file={file} change={change} />
    </>
  );
}
