import type { ReactElement } from 'react';

interface WaysProps<T extends string> {
  readonly legend: string;
  readonly name: string;
  readonly ways: readonly { readonly id: T; readonly title: string }[];
  readonly chosen: T;
  readonly onChoose: (id: T) => void;
}

/** One of a few ways, as radio buttons in a row. */
export function Ways<T extends string>({ legend, name, ways, chosen, onChoose }: WaysProps<T>): ReactElement {
  return (
    <fieldset className="stack-tight">
      <legend className="label">{legend}</legend>
      <div className="row">
        {ways.map(({ id, title }) => (
          <label key={id} className="check">
            <input
              type="radio"
              name={name}
              checked={id === chosen}
              onChange={() => {
                onChoose(id);
              }}
            />
            {title}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
