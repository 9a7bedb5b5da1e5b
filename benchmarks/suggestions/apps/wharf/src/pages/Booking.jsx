import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import Field from '../components/Field';
import Layout from '../components/Layout';

export default function Booking({ price = '84.00 EUR', count = 3 }) {
  const { t } = useTranslation('booking');
  const [power, setPower] = useState(true);

  return (
    <Layout current="bookings">
      <h1>{t('title')}</h1>
      <p className="lead">{t('lead')}</p>
      <form className="columns">
        <Field label={t('form.vessel')} name="vessel" />
        <Field label={t('form.length')} name="length" />
        <Field label={t('form.draught')} name="draught" />
        <Field label={t('form.arrival')} name="arrival" type="date" />
        <Field label={t('form.nights')} name="nights" />
        <Field label={t('form.email')} name="email" type="email" />
        <label className="check">
          <input type="checkbox" checked={power} onChange={() => setPower(!power)} />
          {t('form.power')}
        </label>
        <Field label={t('form.notes')} name="notes" />
      </form>
      <section className="card">
        <h2>{t('summary.title')}</h2>
        <p>{t('summary.nights', { count })}</p>
        <p>
          {t('summary.total')} <strong>{price}</strong>
        </p>
        <button className="primary">{t('submit')}</button>
        <button>{t('common:actions.cancel')}</button>
      </section>
    </Layout>
  );
}
