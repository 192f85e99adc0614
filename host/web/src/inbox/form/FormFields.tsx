import { Form } from 'antd';
import { useTexts } from '../../texts/TextsContext';
import { FieldInput } from './FieldInput';
import { faultText, fieldFault } from './fieldFault';
import type { Field } from './schema';

/** The fields of a schema inside a form, each checked while it is typed into. */
export function FormFields({ fields }: { fields: Field[] }) {
  const texts = useTexts();
  const { local } = texts;
  return fields.map((field) => (
    <Form.Item
      key={field.name}
      name={field.name}
      label={local(field.label)}
      required={field.required}
      extra={local(field.hint) || undefined}
      validateTrigger={['onChange', 'onBlur']}
      rules={[{
        validator: (_, value: unknown) => {
          const fault = fieldFault(field, value);
          return fault ? Promise.reject(new Error(faultText(fault, texts))) : Promise.resolve();
        },
      }]}
    >
      <FieldInput field={field} />
    </Form.Item>
  ));
}
