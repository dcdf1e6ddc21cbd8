import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { TextField } from "../../../shared/ui/field.tsx";
import { accountMessages } from "../messages.ts";

interface NewPasswordFieldProps {
  label: string;
  value: string;
  /** What is wrong with it. */
  error?: string | null;
  onChange: (value: string) => void;
}

/** A password that is being chosen, with what is asked of it. */
export function NewPasswordField({ label, value, error = null, onChange }: NewPasswordFieldProps) {
  const texts = useMessages(accountMessages);
  return (
    <TextField
      label={label}
      hint={texts.passwordHint}
      error={error}
      type="password"
      autoComplete="new-password"
      required
      minLength={10}
      maxLength={128}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
