import { useMessages } from "../../../shared/i18n/use-messages.ts";
import { Rod } from "../../../shared/ui/rod.tsx";
import { homeMessages } from "../messages.ts";
import styles from "./how-to-play.module.css";

export function HowToPlay() {
  const texts = useMessages(homeMessages);
  const steps = [
    { title: texts.step1Title, text: texts.step1Text },
    { title: texts.step2Title, text: texts.step2Text },
    { title: texts.step3Title, text: texts.step3Text },
  ];
  return (
    <section className={styles.how}>
      <Rod beads />
      <h2>{texts.howTitle}</h2>
      <ol className={styles.steps}>
        {steps.map((step, index) => (
          <li key={step.title} className={styles.step}>
            <span className={styles.number} aria-hidden="true">
              {index + 1}
            </span>
            <div>
              <h3 className={styles.title}>{step.title}</h3>
              <p>{step.text}</p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
