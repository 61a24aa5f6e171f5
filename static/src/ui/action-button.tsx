import Button from '@atlaskit/button/new';
import type { ReactElement, ReactNode } from 'react';

interface ActionButtonProps {
  readonly children: ReactNode;
  readonly onPress: () => void;
  readonly look?: 'primary' | 'default' | 'subtle' | 'danger' | 'warning';
  readonly busy?: boolean;
  readonly disabled?: boolean;
  readonly small?: boolean;
  readonly submits?: boolean;
  readonly label?: string;
}

/** A verb with its object. While its work runs it says so and cannot be pressed again. */
export function ActionButton({
  children,
  onPress,
  look = 'default',
  busy,
  disabled,
  small,
  submits,
  label,
}: ActionButtonProps): ReactElement {
  return (
    <Button
      appearance={look}
      spacing={small === true ? 'compact' : 'default'}
      type={submits === true ? 'submit' : 'button'}
      isDisabled={disabled === true}
      isLoading={busy === true}
      onClick={onPress}
      {...(label === undefined ? {} : { 'aria-label': label })}
    >
      {children}
    </Button>
  );
}
