import type { SubmitEvent } from 'react';
import { useEffect, useState } from 'react';
import type { Decidable, Field } from '../../shared/domain/fields.ts';
import { VOYAGE_STATUSES } from '../../shared/domain/status.ts';
import type { StatusMapView } from '../../shared/ipc/engine-views.ts';
import { en } from '../../shared/texts/en.ts';
import { call } from '../bridge.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { Select } from '../ui/select.tsx';
import { setTyped } from './review-actions.ts';
import type { Typing } from './review-store.ts';
import { useReview } from './review-store.ts';
import { nameOf } from './row-view.ts';

const { review, words } = en;

const isField = (decidable: Decidable): decidable is Field => decidable !== 'presence';

function StatusChoice({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const [map, setMap] = useState<StatusMapView | null>(null);
  useEffect(() => {
    let isGone = false;
    void call('map:get', null).then((reply) => {
      if (!isGone && reply.ok) setMap(reply.value);
    });
    return () => {
      isGone = true;
    };
  }, []);
  const labels = (map?.labels ?? []).map(({ label }) => ({
    value: label,
    label: `${words.side.salesforce}: ${label}`,
  }));
  const statuses = VOYAGE_STATUSES.map((status) => ({
    value: status,
    label: `${words.side.voyage}: ${words.voyageStatus[status]}`,
  }));
  return (
    <div className="labelled">
      <span className="label">{words.field.status}</span>
      <Select
        label={words.field.status}
        value={value}
        options={[...labels, ...statuses]}
        placeholder={review.type.choose}
        data-test="typed-status"
        onChange={onChange}
      />
      <span className="hint">{review.type.statusHint}</span>
    </div>
  );
}

/** A value of one's own for what is in question. */
export function TypeDialog({ typing, count }: { typing: Typing; count: number }) {
  const fields = typing.fields.filter(isField);
  const { row } = typing;
  const [values, setValues] = useState<Readonly<Partial<Record<Field, string>>>>(() =>
    Object.fromEntries(
      fields.map((field) => {
        const typed = row?.typed[field];
        const held = row?.salesforce?.values[field] ?? row?.voyage?.values[field];
        return [field, field === 'status' ? '' : (typed ?? held ?? '')];
      }),
    ),
  );
  const leave = (): void => {
    useReview.setState({ typing: null });
  };
  const isReady = fields.every((field) => field !== 'status' || (values.status ?? '') !== '');
  const save = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!isReady) return;
    void setTyped(
      fields.map((field) => {
        const text = (values[field] ?? '').trim();
        return [field, text === '' ? null : text] as const;
      }),
    );
  };
  const change = (field: Field) => (value: string) => {
    setValues((before) => ({ ...before, [field]: value }));
  };
  const title = review.type.title(fields.map((field) => words.field[field]).join(', '));
  return (
    <Dialog
      title={title}
      lead={row === null ? review.type.for(count) : (nameOf(row) ?? review.nameless)}
      onClose={leave}
      data-test="type-dialog"
      actions={
        <>
          <Button onClick={leave}>{review.type.leave}</Button>
          <Button
            variant="primary"
            type="submit"
            form="type-form"
            isOff={!isReady}
            keyCap="↵"
            data-test="type-save"
          >
            {review.type.save}
          </Button>
        </>
      }
    >
      <form id="type-form" className="type-form" onSubmit={save}>
        {fields.map((field, index) =>
          field === 'status' ? (
            <StatusChoice key={field} value={values.status ?? ''} onChange={change(field)} />
          ) : (
            <TextField
              key={field}
              label={words.field[field]}
              value={values[field] ?? ''}
              autoFocus={index === 0}
              data-test={`typed-${field}`}
              onFocus={(event) => {
                event.target.select();
              }}
              onChange={change(field)}
              {...(index === fields.length - 1 ? { hint: review.type.hint } : {})}
            />
          ),
        )}
      </form>
    </Dialog>
  );
}
